package dev.loopbench.probes.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueingLawsTest {

    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 0.5000, 1.0000",
        "2, 1.6, 0.7111, 1.7778",
        "4, 2.0, 0.1739, 0.0870",
        "4, 3.2, 0.5964, 0.7455",
        "4, 3.6, 0.7878, 1.9694",
        "4, 3.8, 0.8914, 4.4571",
        "8, 6.4, 0.4576, 0.2860",
        "16, 12.8, 0.3049, 0.0953"
    })
    void poisson_arrivals_and_exponential_services_wait_as_erlang_says(
            int threads, double load, double delayed, double wait) {
        assertThat(QueueingLaws.erlangC(threads, load)).isCloseTo(delayed, within(0.00005));
        assertThat(QueueingLaws.exponentialWait(threads, load)).isCloseTo(wait, within(0.00005));
    }

    /** Pollaczek and Khinchine: exact for one server. */
    @ParameterizedTest
    @CsvSource({"0.5, 0", "0.8, 0", "0.8, 1", "0.9, 4"})
    void one_server_waits_as_pollaczek_and_khinchine_say(double load, double variability) {
        assertThat(QueueingLaws.generalWait(1, load, 1, variability))
                .isCloseTo(load * (1 + variability) / (2 * (1 - load)), within(1e-12));
        assertThat(QueueingLaws.constantServiceWait(1, load))
                .isCloseTo(QueueingLaws.generalWait(1, load, 1, 0), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"2, 0.5", "2, 0.8", "4, 0.8", "8, 0.8", "8, 0.9"})
    void constant_services_wait_within_two_percent_of_the_exact_mean(
            int threads, double utilization) {
        double exact = exactConstantServiceWait(threads, threads * utilization);

        assertThat(QueueingLaws.constantServiceWait(threads, threads * utilization))
                .isCloseTo(exact, within(0.02 * exact));
    }

    @Test
    void the_general_law_is_six_percent_short_for_eight_servers_of_constant_service() {
        double exact = exactConstantServiceWait(8, 6.4);

        assertThat(QueueingLaws.generalWait(8, 6.4, 1, 0) / exact).isCloseTo(0.94, within(0.005));
    }

    /**
     * Pollaczek's series for M/D/c: the sum over n of P(N >= nc) - (c/a) P(N > nc), N being Poisson
     * with mean na.
     */
    private static double exactConstantServiceWait(int threads, double load) {
        double sum = 0;
        for (int n = 1; n <= 400; n++) {
            sum +=
                    poissonTail(n * load, n * threads)
                            - threads / load * poissonTail(n * load, n * threads + 1);
        }
        return sum;
    }

    /** Share of values of {@code least} or more. */
    private static double poissonTail(double mean, int least) {
        double logTerm = least * Math.log(mean) - mean;
        for (int i = 2; i <= least; i++) {
            logTerm -= Math.log(i);
        }
        double term = Math.exp(logTerm);
        double sum = 0;
        for (int value = least; term > sum * 1e-16 && term > 0; ) {
            sum += term;
            value++;
            term *= mean / value;
        }
        return sum;
    }

    @Test
    void many_servers_overflow_nothing() {
        assertThat(QueueingLaws.erlangC(1024, 900)).isBetween(0.0, 1e-3);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4.5", "2, NaN", "0, 0", "1, -0.1"})
    void a_load_that_is_never_served_has_no_steady_state(int threads, double load) {
        assertThatIllegalArgumentException().isThrownBy(() -> QueueingLaws.erlangC(threads, load));
    }
}
