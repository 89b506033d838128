package dev.loopbench.cli.option;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** In which parameters two sides differ on purpose. Confined to the main thread. */
public final class VaryOptions {

    private static final char KIND_END = ':';

    @Option(
            names = "--vary",
            paramLabel = "NAME[,NAME...]",
            description =
                    "compare runs that differ in this parameter, such as iterations or rate; what"
                            + " each side has is shown; may be repeated")
    List<String> names = new ArrayList<>();

    /** As the user gave them; empty for none. */
    public SortedSet<String> names() throws UsageException {
        SortedSet<String> given = new TreeSet<>();
        for (String list : names) {
            for (String name : list.split(",", -1)) {
                String plain = name.strip().replaceFirst("^--", "");
                if (plain.isEmpty()) {
                    throw new UsageException("--vary needs the name of a parameter.");
                }
                given.add(plain);
            }
        }
        return Collections.unmodifiableSortedSet(given);
    }

    /** The parameter without the kind it may have in front. */
    static String parameter(String name) {
        return name.substring(name.lastIndexOf(KIND_END) + 1);
    }

    /**
     * The first of the names that no run can have; empty if there is none.
     *
     * @param known parameters, without kinds
     */
    public static List<String> unknown(Set<String> names, Set<String> known) {
        return names.stream().filter(name -> !known.contains(parameter(name))).toList();
    }
}
