package dev.loopbench.probes.merge;

import dev.loopbench.probes.merge.Likeness.Difference;
import dev.loopbench.probes.result.Config;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Whether reports of two sides can be held against each other: the same work on the same machine
 * with the same JVM and its arguments. Stateless.
 *
 * <p>What may differ between the sides is the tool that measured, its version and commit: that is
 * what is compared. Within a side nothing may.
 */
public final class Comparability {

    private Comparability() {}

    /**
     * @param base at least one
     * @param taken what the configuration of each report of head is to be taken for, as where
     *     parameters differ on purpose
     * @throws UnlikeReportsException with the first difference
     */
    public static void require(List<Part> base, List<Part> head, UnaryOperator<Config> taken)
            throws UnlikeReportsException {
        requireAlike(base);
        requireAlike(head);
        for (Part part : head) {
            require(
                    base.get(0),
                    part,
                    Likeness.firstDifferenceBesidesTool(
                            base.get(0).report(), part.report(), taken));
        }
    }

    private static void requireAlike(List<Part> side) throws UnlikeReportsException {
        for (Part part : side.subList(1, side.size())) {
            require(
                    side.get(0),
                    part,
                    Likeness.firstDifference(side.get(0).report(), part.report()));
        }
    }

    static void require(Part first, Part other, Optional<Difference> difference)
            throws UnlikeReportsException {
        if (difference.isPresent()) {
            throw new UnlikeReportsException(
                    first.name()
                            + " and "
                            + other.name()
                            + " are not of one configuration: "
                            + difference.get().path()
                            + " is "
                            + difference.get().one()
                            + " in the one and "
                            + difference.get().other()
                            + " in the other");
        }
    }
}
