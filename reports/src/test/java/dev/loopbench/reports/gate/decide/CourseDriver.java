package dev.loopbench.reports.gate.decide;

import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.gate.model.UnknownCellException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Drives a course as whoever measures would, with differences from anywhere. */
final class CourseDriver {

    /** Measures one pair. */
    @FunctionalInterface
    interface Pairs {
        double[] next(Stage stage);
    }

    private CourseDriver() {}

    static Course run(Course course, Pairs pairs) {
        Optional<Stage> stage = course.next();
        while (stage.isPresent()) {
            course.add(stage.get(), pairs.next(stage.get()));
            stage = course.next();
        }
        return course;
    }

    static List<GatedCell> cells(int count, double marginShare) {
        return IntStream.range(0, count)
                .mapToObj(index -> cell("cell" + index, marginShare))
                .toList();
    }

    /** The mean response of operations of that kind. */
    static GatedCell cell(String kind, double marginShare) {
        try {
            return new GatedCell(Cell.named(kind + ":response.mean"), marginShare);
        } catch (UnknownCellException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
