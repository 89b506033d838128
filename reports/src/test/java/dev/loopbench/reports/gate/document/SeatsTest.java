package dev.loopbench.reports.gate.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.reports.SampleComparisons;
import dev.loopbench.reports.gate.model.Comparison.Conditions;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import dev.loopbench.reports.gate.model.Comparison.Place;
import dev.loopbench.reports.gate.model.Comparison.Sample;
import dev.loopbench.reports.gate.model.Comparison.Seat;
import dev.loopbench.reports.gate.model.Comparison.SeatPart;
import dev.loopbench.reports.gate.model.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeatsTest {

    @Test
    void the_leg_with_most_of_the_change_is_named() {
        Seat seat = Objects.requireNonNull(SampleComparisons.regression().seat());

        assertThat(seat.where()).isEqualTo(Place.WAIT);
        assertThat(seat.sentence()).contains("(wait)", "mean response");
    }

    @Test
    void parts_add_up_to_the_change() {
        Seat seat = Objects.requireNonNull(SampleComparisons.regression().seat());

        assertThat(seat.parts().stream().mapToDouble(SeatPart::changeNanos).sum())
                .isCloseTo(seat.changeNanos(), within(1e-3));
    }

    @Test
    void without_a_visible_change_there_is_no_seat() {
        assertThat(SampleComparisons.noRegression().seat()).isNull();
        assertThat(Seats.of(List.of(), "x")).isNull();
    }

    @Test
    void waiting_for_a_loop_whose_delay_moved_along_is_the_loop() {
        assertThat(where(Map.of("return.mean", 900.0, "loop.delay.mean", 500.0)))
                .isEqualTo(Place.LOOP);
    }

    @Test
    void waiting_for_a_loop_whose_delay_did_not_move_is_the_leg() {
        assertThat(where(Map.of("return.mean", 900.0, "loop.delay.mean", 0.0)))
                .isEqualTo(Place.RETURN);
    }

    @Test
    void where_no_leg_holds_half_none_is_named() {
        assertThat(where(Map.of("wait.mean", 400.0, "service.mean", 400.0)))
                .isEqualTo(Place.NOWHERE);
    }

    @Test
    void a_machine_that_took_more_from_the_slower_side_is_to_blame() {
        Map<String, Double> service = Map.of("service.mean", 1_000.0);

        assertThat(where(service, stolen(0.001), stolen(0.03))).isEqualTo(Place.MACHINE);
        assertThat(where(service, stolen(0.001), stolen(0.015))).isEqualTo(Place.SERVICE);
        assertThat(where(service, stolen(0.03), stolen(0.001))).isEqualTo(Place.SERVICE);

        Map<String, Double> faster = Map.of("service.mean", -1_000.0, "response.mean", -1_000.0);
        assertThat(where(faster, stolen(0.03), stolen(0.001))).isEqualTo(Place.MACHINE);
        assertThat(where(faster, stolen(0.001), stolen(0.03))).isEqualTo(Place.SERVICE);
    }

    @Test
    void one_odd_pair_does_not_move_the_seat() {
        List<Pair> pairs = pairs(Map.of("service.mean", 1_000.0), null, null);
        pairs.set(
                0,
                new Pair(
                        0,
                        Stage.LOOK,
                        true,
                        List.of(),
                        pairs.get(0).base(),
                        sample(
                                new TreeMap<>(
                                        Map.of("response.mean", 1e9, "service.mean", 2_000.0)),
                                null)));

        Seat seat = Objects.requireNonNull(Seats.of(pairs, "echo"));

        assertThat(seat.where()).isEqualTo(Place.SERVICE);
        assertThat(seat.changeNanos()).isCloseTo(1_000, within(1.0));
    }

    @Test
    void of_requests_without_legs_the_work_that_grew_as_they_did_is_named() {
        Seat ofLoop =
                Objects.requireNonNull(
                        Seats.of(served(1_000, 870, 0.95, 0.95, 4_000, 4_010), "GET"));
        assertThat(ofLoop.where()).isEqualTo(Place.LOOP);
        assertThat(ofLoop.sentence())
                .isEqualTo(
                        "The loop was busy with each request for 142µs longer, 14.9%, and the mean"
                                + " response changed by +1.50µs along with it.");

        Seat ofPool =
                Objects.requireNonNull(
                        Seats.of(served(1_000, 870, 0.30, 0.26, 4_000, 4_600), "GET"));
        assertThat(ofPool.where()).isEqualTo(Place.SERVICE);
        assertThat(ofPool.sentence())
                .startsWith(
                        "Each job of pbkdf2 was on its thread for 600ns longer (service), 15.0%");

        Seat faster =
                Objects.requireNonNull(
                        Seats.of(served(870, 1_000, 0.95, 0.95, 4_000, 4_010), "GET"));
        assertThat(faster.where()).isEqualTo(Place.NOWHERE); // less work does not take longer
    }

    /** Of requests whose mean response grew by 15 %. */
    private static List<Pair> served(
            double rateBase,
            double rateHead,
            double busyBase,
            double busyHead,
            double serviceBase,
            double serviceHead) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            pairs.add(
                    new Pair(
                            i,
                            Stage.LOOK,
                            true,
                            List.of(),
                            sample(
                                    new TreeMap<>(
                                            Map.of(
                                                    "response.mean", 10_000.0 + i,
                                                    "throughput", rateBase,
                                                    "loop.utilization", busyBase,
                                                    "pbkdf2:service.mean", serviceBase)),
                                    null),
                            sample(
                                    new TreeMap<>(
                                            Map.of(
                                                    "response.mean", 11_500.0 + i,
                                                    "throughput", rateHead,
                                                    "loop.utilization", busyHead,
                                                    "pbkdf2:service.mean", serviceHead)),
                                    null)));
        }
        return pairs;
    }

    private static Conditions stolen(double share) {
        return new Conditions(share, 0.0, 0.0, 0.0, 0.0);
    }

    private static Place where(Map<String, Double> changes) {
        return where(changes, null, null);
    }

    private static Place where(
            Map<String, Double> changes, @Nullable Conditions ofBase, @Nullable Conditions ofHead) {
        return Objects.requireNonNull(Seats.of(pairs(changes, ofBase, ofHead), "echo")).where();
    }

    /** Of a mean response that grew by 1000 ns, unless the changes have another. */
    private static List<Pair> pairs(
            Map<String, Double> changes, @Nullable Conditions ofBase, @Nullable Conditions ofHead) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            TreeMap<String, Double> base = new TreeMap<>(Map.of("response.mean", 10_000.0 + i));
            TreeMap<String, Double> head = new TreeMap<>(Map.of("response.mean", 11_000.0 + i));
            changes.forEach(
                    (name, change) -> {
                        base.put(name, 2_000.0);
                        head.put(name, 2_000 + change);
                    });
            pairs.add(
                    new Pair(
                            i,
                            Stage.LOOK,
                            true,
                            List.of(),
                            sample(base, ofBase),
                            sample(head, ofHead)));
        }
        return pairs;
    }

    private static Sample sample(
            SortedMap<String, Double> values, @Nullable Conditions conditions) {
        return new Sample(values, new TreeMap<>(), conditions);
    }
}
