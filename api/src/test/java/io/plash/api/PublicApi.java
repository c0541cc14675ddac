package io.plash.api;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that a jar of a third party can refer to, a line for each type and each member: {@code OWNER: WHAT IT IS}. */
final class PublicApi {

    private static final int VISIBLE = Modifier.PUBLIC | Modifier.PROTECTED;
    private static final int SHOWN = VISIBLE | Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL;

    /** What every object has. */
    private static final Set<String> OF_ALL = Set.of("equals", "hashCode", "toString");

    private PublicApi() {}

    /** The lines of all classes in a directory. */
    static SortedSet<String> in(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .flatMap(name -> of(named(name)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The lines of one class; none if nobody else can refer to it. */
    static Stream<String> of(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if ((each.getModifiers() & VISIBLE) == 0 || each.isAnonymousClass() || each.isLocalClass()) {
                return Stream.empty();
            }
        }
        return Stream.of(
                        Stream.of(header(type)),
                        Arrays.stream(type.getDeclaredFields())
                                .filter(field -> isVisible(field.getModifiers(), field.isSynthetic()))
                                .map(PublicApi::line),
                        Arrays.stream(type.getDeclaredConstructors())
                                .filter(one -> isVisible(one.getModifiers(), one.isSynthetic()))
                                .filter(one -> !isCanonical(one))
                                .map(PublicApi::line),
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> isVisible(method.getModifiers(), method.isSynthetic()))
                                .filter(method -> !OF_ALL.contains(method.getName()))
                                .map(PublicApi::line))
                .flatMap(lines -> lines)
                .map(line -> type.getName() + ": " + line);
    }

    private static String header(Class<?> type) {
        String supertypes = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
                .map(Type::getTypeName)
                .collect(joining(", "));
        return modifiers(type.getModifiers())
                + kind(type)
                + parameters(type)
                + (supertypes.isEmpty() ? "" : " extends " + supertypes)
                + (type.isSealed() ? " permits " + permitted(type) : "");
    }

    private static String kind(Class<?> type) {
        return type.isRecord()
                ? "record("
                        + Arrays.stream(type.getRecordComponents())
                                .map(one -> name(one.getAnnotatedType()) + " " + one.getName())
                                .collect(joining(", "))
                        + ")"
                : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
    }

    private static String permitted(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses())
                .map(Class::getName)
                .sorted()
                .collect(joining(", "));
    }

    /** Whether it is that of a record, which its header implies, and which not every compiler describes fully. */
    private static boolean isCanonical(Constructor<?> constructor) {
        Class<?> type = constructor.getDeclaringClass();
        return type.isRecord()
                && Arrays.equals(
                        constructor.getParameterTypes(),
                        Arrays.stream(type.getRecordComponents())
                                .map(RecordComponent::getType)
                                .toArray());
    }

    private static String line(Field field) {
        String name = field.isEnumConstant() ? "constant " + field.getName() : field.getName();
        return "%s%s %s".formatted(modifiers(field.getModifiers()), name(field.getAnnotatedType()), name);
    }

    private static String line(Constructor<?> constructor) {
        return "%snew%s".formatted(modifiers(constructor.getModifiers()), signature(constructor));
    }

    private static String line(Method method) {
        return "%s%s%s %s%s"
                .formatted(
                        method.isDefault() ? "default " : modifiers(method.getModifiers()),
                        parameters(method).isEmpty() ? "" : parameters(method) + " ",
                        name(method.getAnnotatedReturnType()),
                        method.getName(),
                        signature(method));
    }

    private static String signature(Executable executable) {
        String parameters = Arrays.stream(executable.getAnnotatedParameterTypes())
                .map(PublicApi::name)
                .collect(joining(", "));
        String exceptions = Arrays.stream(executable.getGenericExceptionTypes())
                .map(Type::getTypeName)
                .sorted()
                .collect(joining(", "));
        return "(" + parameters + (executable.isVarArgs() ? "..." : "") + ")"
                + (exceptions.isEmpty() ? "" : " throws " + exceptions);
    }

    private static String parameters(GenericDeclaration declaration) {
        List<String> all = Arrays.stream(declaration.getTypeParameters())
                .map(one -> one.getName() + " extends "
                        + Arrays.stream(one.getBounds()).map(Type::getTypeName).collect(joining(" & ")))
                .toList();
        return all.isEmpty() ? "" : "<" + String.join(", ", all) + ">";
    }

    private static String name(AnnotatedType type) {
        return (type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "")
                + type.getType().getTypeName();
    }

    private static String modifiers(int modifiers) {
        String shown = Modifier.toString(modifiers & SHOWN & ~Modifier.INTERFACE);
        return shown.isEmpty() ? "" : shown + " ";
    }

    private static boolean isVisible(int modifiers, boolean synthetic) {
        return (modifiers & VISIBLE) != 0 && !synthetic;
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }
}
