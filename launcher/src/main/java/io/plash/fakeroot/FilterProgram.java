package io.plash.fakeroot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that decides about system calls: seccomp(2), in the language of linux/bpf_common.h. It is assembled front to
 * back; a system call that no rule of its architecture names is made as always.
 */
final class FilterProgram {

    /** What becomes of a system call. */
    enum Verdict {
        /** It is made. */
        ALLOW(0x7FFF0000),
        /** It is not made, and the program is told that it succeeded. */
        PRETEND(0x00050000),
        /** It waits for an answer of {@link io.plash.posix.Interceptions}. */
        ASK(0x7FC00000);

        private final int action;

        Verdict(int action) {
            this.action = action;
        }
    }

    private static final int LOAD_WORD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int AND = 0x54;
    private static final int RETURN = 0x06;

    /** Offsets in {@code struct seccomp_data}. */
    private static final int NUMBER = 0;

    private static final int ARCHITECTURE = 4;
    private static final int ARGUMENTS = 16;

    private record Instruction(int code, int skipUnless, int operand) {}

    private final List<Instruction> instructions = new ArrayList<>();

    FilterProgram() {
        add(LOAD_WORD, 0, ARCHITECTURE);
    }

    /** The rules for the system calls of one architecture, whose numbers mean something else on another one. */
    static final class Rules {

        private final List<Instruction> instructions = new ArrayList<>();

        /**
         * Begins.
         *
         * @param numberMask the bits of a system call number that count
         */
        Rules(int numberMask) {
            instructions.add(new Instruction(LOAD_WORD, 0, NUMBER));
            instructions.add(new Instruction(AND, 0, numberMask));
        }

        /** A verdict on a system call. */
        Rules on(int number, Verdict verdict) {
            instructions.add(new Instruction(JUMP_IF_EQUAL, 1, number));
            instructions.add(new Instruction(RETURN, 0, verdict.action));
            return this;
        }

        /** A verdict on a system call when the bits of an argument under a mask are one of these. */
        Rules on(int number, int argument, int mask, List<Integer> values, Verdict verdict) {
            List<Instruction> cases = new ArrayList<>();
            cases.add(new Instruction(LOAD_WORD, 0, ARGUMENTS + Long.BYTES * argument));
            cases.add(new Instruction(AND, 0, mask));
            for (int value : values) {
                cases.add(new Instruction(JUMP_IF_EQUAL, 1, value));
                cases.add(new Instruction(RETURN, 0, verdict.action));
            }
            cases.add(new Instruction(RETURN, 0, Verdict.ALLOW.action));
            instructions.add(new Instruction(JUMP_IF_EQUAL, cases.size(), number));
            instructions.addAll(cases);
            return this;
        }
    }

    /** Adds the rules of an architecture, an {@code AUDIT_ARCH} of linux/audit.h. */
    FilterProgram on(int architecture, Rules rules) {
        add(JUMP_IF_EQUAL, rules.instructions.size() + 1, architecture);
        instructions.addAll(rules.instructions);
        add(RETURN, 0, Verdict.ALLOW.action);
        return this;
    }

    private void add(int code, int skipUnless, int operand) {
        instructions.add(new Instruction(code, skipUnless, operand));
    }

    /** As {@code struct sock_filter[]}. */
    byte[] bytes() {
        ByteBuffer bytes =
                ByteBuffer.allocate((instructions.size() + 1) * Long.BYTES).order(ByteOrder.nativeOrder());
        for (Instruction instruction : instructions) {
            put(bytes, instruction);
        }
        put(bytes, new Instruction(RETURN, 0, Verdict.ALLOW.action));
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, Instruction instruction) {
        if (instruction.skipUnless() > 0xFF) {
            throw new IllegalStateException("a jump over " + instruction.skipUnless() + " instructions");
        }
        bytes.putShort((short) instruction.code())
                .put((byte) 0)
                .put((byte) instruction.skipUnless())
                .putInt(instruction.operand());
    }
}
