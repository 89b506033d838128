package dev.loopbench.probes.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.probes.host.Fixture;
import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.inspector.JobCount;
import dev.loopbench.probes.node.process.RefusedException.Reason;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeProcessTest {

    private static final String SOCKETS_HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid "
                    + " timeout inode\n";

    @TempDir private Path root;
    private ProcessFiles linux;

    @BeforeEach
    void a_plain_process() {
        linux = new ProcessFiles(root);
    }

    @Test
    void a_node_process_tells_what_it_is() throws RefusedException {
        linux.link("cwd", "srv/app").file("environ", "HOME=/root\0UV_THREADPOOL_SIZE=16\0");
        NodeProcess process = linux.process();

        assertThat(process.isAlive()).isTrue();
        assertThat(process.command()).containsExactly("node", "server.js");
        assertThat(process.script()).contains("server.js");
        assertThat(process.workingFolder()).isEqualTo(Reading.of(Path.of("srv/app")));
        assertThat(process.poolSize().value())
                .isEqualTo(new PoolSize(16, PoolSize.Source.ENVIRONMENT));
        assertThat(process.innermostPid()).isEqualTo(12);
        assertThat(process.catchesSigusr1()).isTrue();
    }

    @Test
    void the_workers_of_a_cluster_are_its_children_with_the_mark_of_one() throws RefusedException {
        linux.file("task/4711/children", "4712 4713 4714 ")
                .file("../4712/environ", "HOME=/root\0NODE_UNIQUE_ID=1\0")
                .file("../4713/environ", "HOME=/root\0")
                .file("../4714/environ", "NODE_UNIQUE_ID=2\0");

        assertThat(linux.process().clusterWorkers().value()).containsExactly(4712L, 4714L);
    }

    @Test
    void a_system_that_lists_no_children_is_not_one_without_workers() throws RefusedException {
        assertThat(linux.process().clusterWorkers())
                .isEqualTo(Reading.missing("/proc/4711/task/4711/children does not tell"));
    }

    @Test
    void worker_threads_are_counted_where_node_names_its_threads() throws RefusedException {
        linux.file("task/4711/comm", "my title\n")
                .file("task/4712/comm", "SignalInspector\n")
                .file("task/4713/comm", "WorkerThread\n")
                .file("task/4714/comm", "libuv-worker\n")
                .file("task/4715/comm", "WorkerThread\n");
        assertThat(linux.process().workerThreads()).isEqualTo(Reading.of(2));

        linux.file("task/4716/comm", "image-resizer\n");
        assertThat(linux.process().workerThreads())
                .isEqualTo(
                        Reading.missing(
                                "it has threads with names of their own, which may be any"));
    }

    @Test
    void where_all_threads_have_one_name_nobody_knows_what_they_are() throws RefusedException {
        linux.file("task/4711/comm", "node\n").file("task/4712/comm", "node\n");

        assertThat(linux.process().workerThreads())
                .isEqualTo(Reading.missing("this Node does not name its threads"));
    }

    @ParameterizedTest
    @CsvSource({
        "do_epoll_wait, 2.50, true",
        "ep_poll, 2.50, true",
        "futex_wait_queue, 2.50, false",
        "hrtimer_nanosleep, 5.99, false",
        "0, 7.25, true"
    })
    void a_program_has_begun_once_its_loop_waits_or_it_is_some_seconds_old(
            String sleepsIn, String uptime, boolean begun) throws RefusedException {
        linux.file("wchan", sleepsIn).file("../uptime", uptime + " 10.00\n");

        assertThat(linux.process().hasBegun()).isEqualTo(begun);
    }

    @Test
    void without_the_variable_the_pool_has_four_threads() throws RefusedException {
        linux.file("environ", "HOME=/root\0");

        assertThat(linux.process().poolSize().value())
                .isEqualTo(new PoolSize(4, PoolSize.Source.DEFAULT));
    }

    @Test
    void an_environment_that_cannot_be_read_is_no_size() throws RefusedException {
        assertThat(linux.process().poolSize())
                .isEqualTo(Reading.missing("/proc/4711/environ does not tell"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/bin/node",
                "usr/bin/nodejs",
                "opt/node-v20.11.0/bin/node (deleted)",
                "usr/bin/node18",
                "usr/bin/node-22"
            })
    void node_is_known_by_the_file_it_executes(String path) throws RefusedException {
        linux.program(root, path);

        assertThat(linux.process().pid()).isEqualTo(4711);
    }

    @ParameterizedTest
    @CsvSource({
        "usr/lib/jvm/jdk-17/bin/java, 'process 4711 is a Java virtual machine, not Node'",
        "usr/bin/bash, 'process 4711 is a shell, bash, not Node'",
        "usr/bin/sleep, 'process 4711 runs sleep, not Node'",
        "usr/bin/nodemon, 'process 4711 runs nodemon, not Node'",
        "usr/bin/deno, 'process 4711 runs deno, not Node'"
    })
    void other_programs_are_named(String path, String sentence) {
        linux.program(root, path);

        refused(Reason.NOT_NODE, sentence);
    }

    @Test
    void a_process_that_is_not_there_is_refused() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> NodeProcess.of(99, linux.files()))
                .withMessage("there is no process 99")
                .extracting(RefusedException::reason)
                .isEqualTo(Reason.NO_SUCH_PROCESS);
    }

    @Test
    void a_process_that_nobody_has_waited_for_has_ended() {
        linux.status("Z (zombie)", 1000, "0");

        refused(Reason.NO_SUCH_PROCESS, "process 4711 has ended");
    }

    @Test
    void a_thread_is_no_process() {
        linux.file(
                "status",
                "State:\tS (sleeping)\nTgid:\t4700\nPid:\t4711\nUid:\t1000\t1000\t1000\t1000\n");

        refused(Reason.NO_SUCH_PROCESS, "4711 is a thread of process 4700");
    }

    @Test
    void a_process_of_another_user_is_refused() {
        linux.status("S (sleeping)", 1001, "0000000100004602");

        refused(Reason.OTHER_USER, "process 4711 belongs to another user");
    }

    @Test
    void root_may_look_into_all_of_them() throws RefusedException {
        linux.status("S (sleeping)", 1001, "0000000100004602");
        new Fixture(root).file("proc/self/status", "Uid:\t0\t0\t0\t0\n");

        assertThat(linux.process().pid()).isEqualTo(4711);
    }

    @Test
    void where_there_is_no_proc_nothing_is_looked_into() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> NodeProcess.of(4711, new Fixture(root).notLinux()))
                .extracting(RefusedException::reason)
                .isEqualTo(Reason.UNSUPPORTED_SYSTEM);
    }

    @Test
    void another_process_of_the_same_number_is_another_process() throws RefusedException {
        NodeProcess process = linux.process();
        linux.file("stat", ProcessFiles.stat(4711, "node", 200));

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_signal_without_a_handler_is_not_caught() throws RefusedException {
        linux.status("S (sleeping)", 1000, "0000000100004402");

        assertThat(linux.process().catchesSigusr1()).isFalse();
    }

    @Test
    void threads_have_their_figures() throws RefusedException {
        linux.thread(4712, "a) (b", 101);

        assertThat(linux.process().threads())
                .singleElement()
                .satisfies(
                        thread -> {
                            assertThat(thread.tid()).isEqualTo(4712);
                            assertThat(thread.name()).isEqualTo("a) (b");
                            assertThat(thread.startTicks()).isEqualTo(101);
                            assertThat(thread.cpuNanos()).isEqualTo(7_000);
                            assertThat(thread.runDelayNanos()).isEqualTo(Reading.of(300L));
                        });
    }

    @Test
    void without_scheduler_statistics_cpu_time_is_told_in_ticks() throws RefusedException {
        linux.thread(4712, "node", 101).file("task/4712/schedstat", "0 0 0\n");

        assertThat(linux.process().threads())
                .singleElement()
                .satisfies(
                        thread -> {
                            assertThat(thread.cpuNanos()).isEqualTo(150_000_000);
                            assertThat(thread.runDelayNanos().reason())
                                    .isEqualTo("scheduler statistics are off in this kernel");
                        });
    }

    @Test
    void jobs_are_counted_by_how_often_workers_waited() throws RefusedException {
        JobCount count = linux.process().jobCount();
        assertThat(count.jobs()).isZero();

        linux.thread(4712, "V8Worker", 101);
        linux.thread(4713, "libuv-worker", 150).thread(4714, "libuv-worker", 150);
        assertThat(count.jobs()).isEqualTo(8);
    }

    @Test
    void ports_are_those_of_its_own_sockets_that_listen() throws RefusedException {
        Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
        linux.link("fd/3", "pipe:[1]").link("fd/20", "socket:[555]").link("fd/21", "socket:[556]");
        linux.file(
                "net/tcp",
                SOCKETS_HEAD
                        + socket("0100007F:240D", "0A", 555) // 127.0.0.1:9229
                        + socket("0100007F:9C40", "01", 556) // a connection
                        + socket("00000000:0050", "0A", 999) // of another process
                        + "garbage\n");
        linux.file(
                "net/tcp6",
                SOCKETS_HEAD + socket("00000000000000000000000001000000:0BB8", "0A", 556));

        assertThat(linux.process().listening())
                .extracting(Object::toString)
                .containsExactly("/127.0.0.1:9229", "/[0:0:0:0:0:0:0:1]:3000");
        assertThat(linux.process().sockets().isTaken(9229)).isFalse();
        assertThat(linux.process().sockets().isTaken(80)).isTrue();
    }

    @Test
    void a_network_is_ours_only_where_that_is_told() throws RefusedException {
        assertThat(linux.process().sharesOurNetwork()).isFalse();
        new Fixture(root).link("proc/self/ns/net", "net:[1]");
        linux.link("ns/net", "net:[1]");

        assertThat(linux.process().sharesOurNetwork()).isTrue();
    }

    private void refused(Reason reason, String sentence) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(linux::process)
                .withMessage(sentence)
                .extracting(RefusedException::reason)
                .isEqualTo(reason);
    }

    private static String socket(String local, String state, long inode) {
        return "   0: %s 00000000:0000 %s 00000000:00000000 00:00000000 00000000  1000        0 %d 1 0000 100 0 0 10 0\n"
                .formatted(local, state, inode);
    }
}
