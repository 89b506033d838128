package dev.loopbench.probes.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Warning;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a flood: its sockets need no worker, and its clients are another process. */
class ClientsDiagnosisTest {

    @Test
    void a_blocked_loop_shows_in_every_connection() {
        List<Finding> findings =
                new Run(4, 8)
                        .loop(0.5, 45)
                        .loopCpu(500)
                        .stall(50, "block-with loop", null)
                        .clients(0.3, 100, 48, 47)
                        .findings();

        assertThat(findings).extracting(Finding::rule).containsExactly("loop.blocked.cpu");
        assertThat(findings.get(0).severity()).isEqualTo(Finding.Severity.WARN);
        assertThat(findings.get(0).evidence())
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .isEqualTo(
                                                "every one of the 50 connections had a round trip"
                                                        + " of 47.0ms or more"));
    }

    @Test
    void a_flood_beside_a_full_pool_is_moved_by_the_cores_not_by_the_pool() {
        List<Finding> findings =
                new Run(4, 2)
                        .jobs(40, 90, 1_800L)
                        .pool(1, 0)
                        .loop(0.4, 12)
                        .loopCpu(100)
                        .loopWaitedForACore(300)
                        .clients(0.5, 200, 20, 1)
                        .findings();

        Finding starved =
                findings.stream()
                        .filter(finding -> finding.rule().equals("loop.starved"))
                        .findFirst()
                        .orElseThrow();
        assertThat(starved.title()).contains("by the cores, not by the pool");
        assertThat(starved.severity()).isEqualTo(Finding.Severity.WARN);
        assertThat(starved.evidence()).anyMatch(line -> line.startsWith("no round trip used the"));
    }

    @Test
    void a_pool_that_requests_wait_for_is_not_said_to_have_no_part_in_their_latency() {
        Finding starved =
                new Run(4, 2)
                                .jobs(40, 90, 1_800L)
                                .pool(1, 0)
                                .loop(0.4, 12)
                                .loopCpu(100)
                                .loopWaitedForACore(300)
                                .clients(0.5, 200, 20, 1)
                                .requestsWaitFor("pbkdf2")
                                .findings()
                                .stream()
                                .filter(finding -> finding.rule().equals("loop.starved"))
                                .findFirst()
                                .orElseThrow();

        assertThat(starved.title()).isEqualTo("Loop short of CPU: it was ready and had no core");
        assertThat(starved.evidence()).noneMatch(line -> line.contains("of other work"));
    }

    @Test
    void a_loop_that_waits_for_a_core_longer_than_it_uses_one_moves_the_latency() {
        Run waiting =
                new Run(4, 2)
                        .jobs(40, 90, 1_800L)
                        .pool(1, 0)
                        .loopCpu(100)
                        .loopWaitedForACore(150)
                        .clients(0.1, 100, 11, 1);
        Run running =
                new Run(4, 2)
                        .jobs(40, 90, 1_800L)
                        .pool(1, 0)
                        .loopCpu(100)
                        .loopWaitedForACore(50)
                        .clients(0.1, 100, 11, 1);

        assertThat(waiting.findings()).extracting(Finding::rule).contains("loop.starved");
        assertThat(running.findings()).extracting(Finding::rule).doesNotContain("loop.starved");
    }

    @Test
    void many_short_callbacks_are_volume_and_not_a_blocked_loop() {
        List<Finding> findings =
                new Run(4, 8)
                        .loop(0.9, 12)
                        .loopCpu(900)
                        .slowestCallback("connection", 18)
                        .busyAsUsual(7, 800)
                        .clients(0.5, 500, 160, 140)
                        .findings();

        assertThat(findings).extracting(Finding::rule).containsExactly("loop.volume");
        assertThat(findings.get(0).evidence())
                .anyMatch(line -> line.contains("800 events an iteration"));
    }

    @Test
    void the_clients_own_cpu_time_is_not_that_of_strangers() {
        Run run = new Run(4, 2).othersUse(0.9).clients(0.5, 850, 1, 0);

        assertThat(run.doubts())
                .extracting(Warning::id)
                .doesNotContain(Warning.Kind.HOST_NEIGHBOURS);
        assertThat(new Run(4, 2).othersUse(0.9).clients(0.5, 100, 1, 0).doubts())
                .extracting(Warning::id)
                .contains(Warning.Kind.HOST_NEIGHBOURS);
    }

    @Test
    void an_accept_queue_is_blamed_where_it_was_seen_full() {
        Run full = new Run(4, 8).accepting(8, 9, 30).command("loopbench", "serve");

        Finding finding = HostRulesTest.named(full, "net.accept-queue");
        assertThat(finding.severity()).isEqualTo(Finding.Severity.WARN);
        assertThat(finding.title())
                .isEqualTo("The accept queue overflowed 30 times: it has room for 8 connections");
        assertThat(finding.next()).isEqualTo("loopbench serve " + new Change.Backlog(32));
        assertThat(HostRulesTest.rule(full.accepting(8, 7, 30), "net.accept-queue"))
                .as("the kernel counts those of all servers")
                .isNull();
    }

    @Test
    void clients_without_time_to_spare_are_a_reason_to_doubt() {
        Warning busy =
                new Run(4, 2)
                        .clients(0.95, 900, 1, 0).doubts().stream()
                                .filter(warning -> warning.id() == Warning.Kind.CLIENTS_BUSY)
                                .findFirst()
                                .orElseThrow();
        assertThat(busy.hint())
                .isEqualTo("Offer less (<rate>, fewer <connections>) to see the server alone.");
        assertThat(new Run(4, 2).clients(0.5, 900, 1, 0).doubts())
                .extracting(Warning::id)
                .doesNotContain(Warning.Kind.CLIENTS_BUSY);
    }
}
