package io.plash.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.store.ContainerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTreeTest {

    /** Column one: the parents of containers 1, 2, …; column two: which are left. The first five are the original's. */
    @ParameterizedTest
    @CsvSource({
        "0 0, 2",
        "0 1 1, 1",
        "0 1 1 1, 1 4",
        "0 1 2 3, 1 2",
        "0 1 1 0 4 4, 4 5 6",
        "0, ''",
        "'', ''",
        "0 0 0, 3",
        "0 0 1 2, 2 4",
    })
    void shrinksToHalf(String parents, String left) {
        ContainerTree tree = tree(parents);

        assertThat(remaining(tree, tree.half())).isEqualTo(left);
    }

    @Test
    void keepsWhatSomethingNeededWasBuiltOn() {
        ContainerTree tree = tree("0 1 2 0 4");

        List<ContainerId> tops = tree.without(container -> container.value() == 2);

        assertThat(remaining(tree, tops)).isEqualTo("1 2");
        assertThat(tops).containsExactly(new ContainerId(3), new ContainerId(4));
    }

    private static String remaining(ContainerTree tree, List<ContainerId> tops) {
        List<String> left = new ArrayList<>();
        IntStream.rangeClosed(1, tree.size()).mapToObj(ContainerId::new).forEach(id -> {
            if (tops.stream().noneMatch(top -> tree.subtree(top).contains(id))) {
                left.add(id.toString());
            }
        });
        return String.join(" ", left);
    }

    private static ContainerTree tree(String parents) {
        Map<ContainerId, List<ContainerId>> ancestries = new HashMap<>();
        ancestries.put(ContainerId.ROOT, List.of(ContainerId.ROOT));
        long id = 1;
        for (String parent :
                Arrays.stream(parents.split(" ")).filter(s -> !s.isEmpty()).toList()) {
            List<ContainerId> ancestry = new ArrayList<>(ancestries.get(ContainerId.parse(parent)));
            ancestry.add(new ContainerId(id));
            ancestries.put(new ContainerId(id++), ancestry);
        }
        ancestries.remove(ContainerId.ROOT);
        return new ContainerTree(ancestries);
    }
}
