package io.plash.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Gives the classes of libraries that were compiled for Java 5 the form of Java 8, with stack maps. No class archive of any
 * Java takes them without (verified by type inference, JVMS 4.10.2), and picocli alone costs a fifth of a start then.
 */
public final class ModernClasses {

    /** JVMS 4.1: Java 6 has 50. */
    private static final int FIRST_WITH_STACK_MAPS = 50;

    private static final int MAJOR_VERSION = 7;

    private ModernClasses() {}

    /** Changes the jars of a directory that have such classes. */
    public static void main(String[] args) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
            for (Path jar : jars) {
                modernize(jar);
            }
        }
    }

    private static void modernize(Path path) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        boolean changed = false;
        try (JarFile jar = new JarFile(path.toFile());
                OutputStream file = Files.newOutputStream(fresh);
                JarOutputStream out = new JarOutputStream(file)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                byte[] content = jar.getInputStream(entry).readAllBytes();
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                if (isOldClass(entry, content)) {
                    content = modern(content);
                    changed = true;
                }
                out.write(content);
                out.closeEntry();
            }
        }
        if (changed) {
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(fresh);
        }
    }

    private static boolean isOldClass(JarEntry entry, byte[] content) {
        return entry.getName().endsWith(".class") && content[MAJOR_VERSION] < FIRST_WITH_STACK_MAPS;
    }

    /** The superclasses that stack maps are made of are on the class path. */
    private static byte[] modern(byte[] content) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        new ClassReader(content).accept(new Version(writer), 0);
        return writer.toByteArray();
    }

    private static final class Version extends ClassVisitor {

        Version(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
        }
    }
}
