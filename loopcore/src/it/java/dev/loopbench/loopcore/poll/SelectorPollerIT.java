package dev.loopbench.loopcore.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loopbench.loopcore.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SelectorPollerIT {

    /** Long enough that a poll which waits for it by mistake runs into the test's time limit. */
    private static final long FAR_MILLIS = 600_000;

    private final SelectorPoller poller;
    private final List<Pipe> pipes = new ArrayList<>();

    SelectorPollerIT() throws IOException {
        poller = new SelectorPoller();
    }

    @AfterEach
    void close() throws IOException {
        poller.close();
        for (Pipe pipe : pipes) {
            pipe.source().close();
            pipe.sink().close();
        }
    }

    private Pipe pipe() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        pipe.sink().configureBlocking(false);
        pipes.add(pipe);
        return pipe;
    }

    private Registration readEndOf(Pipe pipe) throws IOException {
        return poller.register(pipe.source(), SelectionKey.OP_READ, ops -> {});
    }

    private static void write(Pipe pipe) throws IOException {
        pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
    }

    @Test
    void a_poll_of_zero_returns_at_once_although_a_select_of_zero_would_block() {
        assertThat(poller.poll(0)).isZero();
    }

    @Test
    void a_poll_with_a_timeout_ends_by_itself() {
        assertThat(poller.poll(1)).isZero();
        assertThat(poller.wasWoken()).isFalse();
    }

    @Test
    void a_ready_channel_ends_a_poll_without_limit() throws IOException {
        Pipe pipe = pipe();
        Registration registration = readEndOf(pipe);
        write(pipe);

        assertThat(poller.poll(Poller.FOREVER_MILLIS)).isEqualTo(1);

        assertThat(poller.ready(0)).isSameAs(registration);
        assertThat(registration.readyOps()).isEqualTo(SelectionKey.OP_READ);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> poller.ready(1));
    }

    @Test
    void readiness_is_reported_again_until_it_is_used_up_or_not_waited_for() throws IOException {
        Pipe pipe = pipe();
        Registration registration = readEndOf(pipe);
        write(pipe);
        assertThat(poller.poll(FAR_MILLIS)).isEqualTo(1);
        assertThat(poller.poll(FAR_MILLIS)).isEqualTo(1);

        registration.interest(0);
        assertThat(poller.poll(0)).isZero();

        registration.interest(SelectionKey.OP_READ);
        assertThat(poller.poll(FAR_MILLIS)).isEqualTo(1);
    }

    @Test
    void a_wake_up_before_the_poll_ends_it_and_several_are_one() {
        poller.wakeup();
        poller.wakeup();

        assertThat(poller.poll(Poller.FOREVER_MILLIS)).isZero();
        assertThat(poller.wasWoken()).isTrue();
        // A second wake-up left over would end this poll early; a lost one would have hung above.
        poller.wakeup();
        assertThat(poller.poll(Poller.FOREVER_MILLIS)).isZero();
    }

    @Test
    void a_wake_up_from_another_thread_ends_a_poll_in_progress() {
        CompletableFuture<Void> waker = CompletableFuture.runAsync(poller::wakeup);

        assertThat(poller.poll(Poller.FOREVER_MILLIS)).isZero();

        assertThat(poller.wasWoken()).isTrue();
        waker.join();
    }

    @Test
    void a_wake_up_survives_the_release_of_closed_channels() {
        poller.wakeup();

        poller.releaseClosed();

        assertThat(poller.poll(Poller.FOREVER_MILLIS)).isZero();
    }

    @Test
    void readiness_survives_the_release_of_closed_channels() throws IOException {
        Pipe pipe = pipe();
        readEndOf(pipe);
        write(pipe);

        poller.releaseClosed();

        assertThat(poller.poll(FAR_MILLIS)).isEqualTo(1);
    }

    @Test
    @Rule("C06")
    void a_closed_channel_leaves_the_kernel_when_it_is_released() throws IOException {
        Pipe pipe = pipe();
        Registration registration = readEndOf(pipe);
        pipe.source().close();
        assertThat(registration.isValid()).isFalse();

        poller.releaseClosed();

        // Only once the reading end is really gone does the writing end fail.
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> write(pipe));
    }

    @Test
    void an_interrupt_neither_makes_polls_spin_nor_is_it_lost() throws IOException {
        Pipe pipe = pipe();
        readEndOf(pipe);
        Thread poll = Thread.currentThread();
        poll.interrupt();
        CompletableFuture<Void> writer =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                write(pipe);
                            } catch (IOException refused) {
                                throw new UncheckedIOException(refused);
                            }
                        });

        // An interrupted select would return 0 at once.
        assertThat(poller.poll(FAR_MILLIS)).isEqualTo(1);

        assertThat(Thread.interrupted()).isTrue();
        writer.join();
    }

    @Test
    void a_wake_up_of_a_closed_poller_does_nothing() {
        poller.close();

        poller.wakeup();
    }

    @Test
    void it_is_named_after_what_the_system_provides() {
        assertThat(SelectorPoller.nameOf("EPollSelectorProvider")).isEqualTo("epoll");
        assertThat(SelectorPoller.nameOf("KQueueSelectorProvider")).isEqualTo("kqueue");
        assertThat(poller.name()).isNotBlank().doesNotContain("selector");
    }
}
