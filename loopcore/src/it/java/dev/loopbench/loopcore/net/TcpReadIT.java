package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.Rule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpReadIT {

    private final NetLoop net = new NetLoop();

    @Test
    @Rule("S09")
    void one_event_of_a_fast_sender_makes_at_most_32_reads() throws NetException {
        NetLoop.Pair pair = net.pair();
        long[] events = {0};
        List<Integer> readsOfEvents = new ArrayList<>();
        ByteBuffer small = ByteBuffer.allocateDirect(16);
        pair.server()
                .readStart(
                        bytes -> small.clear(),
                        new ReadCallback() {
                            @Override
                            public void read(ByteBuffer data) {
                                if (net.loop.events() != events[0]) {
                                    events[0] = net.loop.events();
                                    readsOfEvents.add(0);
                                }
                                int last = readsOfEvents.size() - 1;
                                readsOfEvents.set(last, readsOfEvents.get(last) + 1);
                            }

                            @Override
                            public void ended(NetError reason) {
                                pair.server().close();
                            }
                        });
        // All of it is there before the first read; 100 buffers full.
        pair.client().write(ByteBuffer.allocateDirect(1600), NetLoop.IGNORE);
        pair.client().close();

        net.runToEnd();

        assertThat(readsOfEvents).startsWith(32, 32, 32).contains(4);
    }

    @Test
    @Rule("S10")
    void reading_a_connection_that_is_read_already_is_refused() throws NetException {
        NetLoop.Pair pair = net.pair();
        Received.from(pair.server());

        assertThatIllegalStateException()
                .isThrownBy(() -> Received.from(pair.server()))
                .withMessage("the connection is being read already");
        pair.client().close();
        net.runToEnd();
    }

    @Test
    @Rule("S10")
    @SuppressWarnings("NullAway") // what is not checked before run time
    void reading_without_a_callback_is_refused() throws NetException {
        NetLoop.Pair pair = net.pair();

        assertThatIllegalArgumentException().isThrownBy(() -> pair.server().readStart(null));
        assertThat(pair.server().isActive()).isFalse();
        pair.client().close();
        pair.server().close();
        net.runToEnd();
    }

    @Test
    @Rule("S10")
    void stopping_is_idempotent_and_what_comes_meanwhile_waits_for_the_next_start()
            throws NetException {
        NetLoop.Pair pair = net.pair();
        Received.from(pair.server());
        assertThat(pair.server().isActive()).isTrue();
        pair.server().readStop();
        pair.server().readStop();
        assertThat(pair.server().isActive()).isFalse();

        pair.client().write(NetLoop.bytes("late"), NetLoop.IGNORE);
        pair.client().close();
        net.runNowait(10);

        Received received = Received.from(pair.server());
        net.runToEnd();
        assertThat(received.text()).isEqualTo("late");
    }

    @Test
    @Rule("S11")
    void the_end_is_told_once_and_again_after_a_new_start_and_writing_goes_on()
            throws NetException {
        NetLoop.Pair pair = net.pair();
        Received answer = Received.from(pair.client());
        pair.client().shutdown(NetLoop.IGNORE);
        pair.server().readStart(logging("first"));
        net.runUntil(() -> !net.log.isEmpty());
        net.runNowait(10);
        assertThat(net.log).containsExactly("first EOF");
        assertThat(pair.server().isActive()).isFalse();
        assertThat(pair.server().isReadable()).isFalse();
        assertThat(pair.server().isWritable()).isTrue();

        pair.server().readStart(logging("second"));
        net.runUntil(() -> net.log.size() == 2);
        assertThat(net.log).containsExactly("first EOF", "second EOF");

        pair.server().write(NetLoop.bytes("still here"), NetLoop.IGNORE);
        pair.server().shutdown(error -> pair.server().close());
        net.runToEnd();
        assertThat(answer.text()).isEqualTo("still here");
    }

    @Test
    @Rule("S12")
    void a_reset_ends_reading_and_writing() throws NetException {
        NetLoop.Pair pair = net.pair();
        pair.server().readStart(logging("end"));

        pair.client().closeReset(() -> {});
        net.runUntil(() -> !net.log.isEmpty());

        assertThat(net.log).containsExactly("end ECONNRESET");
        assertThat(pair.server().isReadable()).isFalse();
        assertThat(pair.server().isWritable()).isFalse();
        assertThat(pair.server().isClosing()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> pair.server().write(NetLoop.bytes("x"), NetLoop.IGNORE));
        assertThatIllegalStateException().isThrownBy(() -> Received.from(pair.server()));
        pair.server().close();
        net.runToEnd();
    }

    @Test
    @Rule("S21")
    void what_nobody_reads_does_not_spin_the_loop() throws NetException {
        NetLoop.Pair pair = net.pair();
        pair.client().write(NetLoop.bytes("unread"), NetLoop.IGNORE);
        long[] iterations = {0};
        net.loop.prepare().start(() -> iterations[0]++);
        boolean[] timeout = {false};
        net.loop.setTimeout(() -> timeout[0] = true, 100);

        net.runUntil(() -> timeout[0]);

        assertThat(iterations[0]).isLessThanOrEqualTo(20);
    }

    @Test
    @Rule("S21")
    void an_end_nobody_reads_does_not_spin_the_loop() throws NetException {
        NetLoop.Pair pair = net.pair();
        pair.client().write(NetLoop.bytes("unread"), NetLoop.IGNORE);
        pair.client().close();
        long[] iterations = {0};
        net.loop.prepare().start(() -> iterations[0]++);
        boolean[] timeout = {false};
        net.loop.setTimeout(() -> timeout[0] = true, 100);

        net.runUntil(() -> timeout[0]);

        assertThat(iterations[0]).isLessThanOrEqualTo(20);
    }

    private ReadCallback logging(String name) {
        return new ReadCallback() {
            @Override
            public void read(ByteBuffer data) {
                net.log.add(name + " data");
            }

            @Override
            public void ended(NetError reason) {
                net.log.add(name + " " + reason);
            }
        };
    }
}
