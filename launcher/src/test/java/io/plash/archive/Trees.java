package io.plash.archive;

import io.plash.posix.Shell;
import java.io.IOException;
import java.nio.file.Path;

/** Tells trees by what other people's tools see in them. */
public final class Trees {

    private Trees() {}

    /**
     * A line for each thing that can be known of a file but its device, inode and time of access; equal trees have equal
     * listings. Two names of one file are told by the number of links and by the first of the names.
     */
    public static String listing(Path tree) throws IOException, InterruptedException {
        return Shell.run("""
                cd "$1"
                export LC_ALL=C
                {
                    find . -type d -printf '%p d %m %U:%G %T@\\n'
                    find . ! -type d -printf '%p %y %m %U:%G %n %s %T@ %l\\n'
                    find . -type f -links +1 -printf '%i %p\\n' | sort |
                        awk '{ if ($1 != last) first = $2; last = $1; print $2 " is " first }'
                    find . \\( -type b -o -type c \\) -exec stat -c '%n %t:%T' {} +
                    find . -type f -exec sha256sum {} +
                    find . -exec getfattr -h -d -m - -e hex {} + 2>/dev/null |
                        awk '/^# file/ { name = $0; next } NF { print name " " $0 }'
                } | sort
                """, tree);
    }
}
