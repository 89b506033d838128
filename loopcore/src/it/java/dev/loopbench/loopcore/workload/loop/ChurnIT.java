package dev.loopbench.loopcore.workload.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.workload.ConnectionFigures;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.RealLoop;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that are closed and opened anew under load cost no request and are all counted. */
class ChurnIT {

    private final RealLoop real = new RealLoop();
    private final Map<OperationOutcome, Long> connects = new EnumMap<>(OperationOutcome.class);

    ChurnIT() throws IOException {}

    static Stream<WorkloadType> types() {
        return Stream.of(
                new EchoType(WorkloadCatalog.builtInCosts()),
                new HttpType(WorkloadCatalog.builtInCosts()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void churn_loses_no_request_and_ends_with_the_load(WorkloadType type) throws Exception {
        Workload workload = RealLoop.workload(type, "connections", "4", "churn", "500/s");
        workload.observe(
                new OperationObserver() {
                    @Override
                    public void ended(
                            String kind,
                            OperationOutcome outcome,
                            long intendedNanos,
                            long startedNanos,
                            long nowNanos) {
                        assertThat(kind).isEqualTo(FloodWorkload.CONNECT);
                        connects.merge(outcome, 1L, Long::sum);
                    }
                });
        workload.prepare(real.loop);
        workload.measured();
        LoadDriver driver =
                real.driver(workload, new LoadModel.Closed(4, TimeUnit.MILLISECONDS.toNanos(300)));
        driver.whenOver(workload::loadOver);
        real.loop.setImmediate(driver::start);
        real.loop.run(RunMode.DEFAULT);
        ConnectionFigures figures = workload.connections().orElseThrow();
        real.closeWhole(workload);

        assertThat(driver.counts().ended(OperationOutcome.OK))
                .isEqualTo(driver.counts().started())
                .isPositive();
        assertThat(figures.connected()).isEqualTo(4);
        assertThat(figures.anew().churned()).isPositive();
        assertThat(figures.anew().reconnects()).isZero();
        assertThat(connects).isEqualTo(Map.of(OperationOutcome.OK, figures.anew().churned()));
    }
}
