package io.plash.fakeroot;

import io.plash.fakeroot.FilterProgram.Rules;
import io.plash.fakeroot.FilterProgram.Verdict;
import io.plash.posix.FileStatus;
import java.util.List;
import java.util.Optional;

/**
 * The numbers of the system calls in question: asm/unistd_64.h, asm/unistd_32.h, asm-generic/unistd.h and the ARM EABI.
 *
 * @param audit its AUDIT_ARCH, linux/audit.h
 * @param numberMask the bits of a number that count
 * @param owners with ids of 32 bits
 * @param oldOwners with ids of 16 bits
 * @param identities the calls with which a process becomes another user, or gives up capabilities
 */
record Architecture(int audit, int numberMask, Owners owners, Owners oldOwners, Nodes nodes, List<Integer> identities) {

    /** The calls that change owners. */
    record Owners(int chown, int lchown, int fchown, int fchownat) {

        /** No call has this number. */
        static final int MISSING = -1;

        static final Owners NONE = new Owners(MISSING, MISSING, MISSING, MISSING);

        private List<Integer> all() {
            return List.of(chown, lchown, fchown, fchownat);
        }
    }

    /** The calls that make nodes. */
    record Nodes(int mknod, int mknodat) {}

    private static final Owners OLD_32_BIT = new Owners(182, 16, 95, Owners.MISSING);

    private static final List<Integer> IDENTITIES_32_BIT =
            List.of(23, 46, 70, 71, 81, 138, 139, 164, 170, 185, 203, 204, 206, 208, 210, 213, 214, 215, 216);

    /** With x32, whose calls have the same numbers and one more bit. */
    private static final Architecture X86_64 = new Architecture(
            0xC000003E,
            0xBFFFFFFF,
            new Owners(92, 94, 93, 260),
            Owners.NONE,
            new Nodes(133, 259),
            List.of(105, 106, 113, 114, 116, 117, 119, 122, 123, 126));

    private static final Architecture I386 = new Architecture(
            0x40000003, -1, new Owners(212, 198, 207, 298), OLD_32_BIT, new Nodes(14, 297), IDENTITIES_32_BIT);

    private static final Architecture AARCH64 = new Architecture(
            0xC00000B7,
            -1,
            new Owners(Owners.MISSING, Owners.MISSING, 55, 54),
            Owners.NONE,
            new Nodes(Owners.MISSING, 33),
            List.of(91, 143, 144, 145, 146, 147, 149, 151, 152, 159));

    private static final Architecture ARM = new Architecture(
            0x40000028, -1, new Owners(212, 198, 207, 325), OLD_32_BIT, new Nodes(14, 324), IDENTITIES_32_BIT);

    /** Those of all programs that a 64-bit kernel runs. */
    static final List<Architecture> ALL = List.of(X86_64, I386, AARCH64, ARM);

    static Optional<Architecture> of(int audit) {
        return ALL.stream().filter(architecture -> architecture.audit == audit).findFirst();
    }

    /** What becomes of its system calls. */
    Rules rules() {
        Rules rules = new Rules(numberMask);
        ask(rules, owners);
        ask(rules, oldOwners);
        identities.forEach(number -> rules.on(number, Verdict.PRETEND));
        pretendNode(rules, nodes.mknod(), 1);
        pretendNode(rules, nodes.mknodat(), 2);
        return rules;
    }

    private static void ask(Rules rules, Owners owners) {
        owners.all().stream()
                .filter(number -> number != Owners.MISSING)
                .forEach(number -> rules.on(number, Verdict.ASK));
    }

    /** FIFOs and regular files can be made, devices cannot. */
    private static void pretendNode(Rules rules, int number, int modeArgument) {
        if (number != Owners.MISSING) {
            rules.on(
                    number,
                    modeArgument,
                    FileStatus.TYPE_MASK,
                    List.of(FileStatus.CHARACTER_DEVICE, FileStatus.BLOCK_DEVICE),
                    Verdict.PRETEND);
        }
    }
}
