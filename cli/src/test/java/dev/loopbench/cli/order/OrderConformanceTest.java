package dev.loopbench.cli.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.loopcore.order.OrderProgram;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The logs of real Node 20, one program each, in virtual time. */
final class OrderConformanceTest {

    private static final SimulatedMachines QUICK = new SimulatedMachines();

    /** Its jobs take five times as long, and so does all the loop does between two looks. */
    private static final SimulatedMachines SLOW =
            new SimulatedMachines(
                    TimeUnit.MICROSECONDS.toNanos(10), TimeUnit.MICROSECONDS.toNanos(750));

    static List<OrderProgram> programs() throws IOException, UnreadableDocumentException {
        return ConformanceFile.programs();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void logs_what_node_logs(OrderProgram program) {
        assertThat(logOn(QUICK, program)).isEqualTo(program.expected());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void logs_what_node_logs_on_a_slow_machine(OrderProgram program) {
        assertThat(logOn(SLOW, program)).isEqualTo(program.expected());
    }

    private static List<String> logOn(OrderMachines machines, OrderProgram program) {
        OrderSession session = new OrderSession(machines, TimeUnit.SECONDS.toNanos(1), 1);
        return session.run(List.of(program)).get(0).log().texts();
    }
}
