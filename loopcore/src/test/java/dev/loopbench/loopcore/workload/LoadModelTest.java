package dev.loopbench.loopcore.workload;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadModelTest {

    @Test
    void a_load_without_operations_or_time_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LoadModel.Burst(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LoadModel.Closed(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LoadModel.Closed(1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoadModel.Open(1, 0, LoadModel.Arrivals.CONSTANT));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_rate_that_is_none_is_refused(double perSecond) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoadModel.Open(perSecond, 1, LoadModel.Arrivals.POISSON));
    }
}
