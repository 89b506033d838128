package dev.loopbench.probes.node.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.node.script.Hooking;
import dev.loopbench.probes.node.trace.PoolJob;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JobKindsTest {

    private static final long MS = 1_000_000;

    @Test
    void cryptographic_work_is_what_the_observer_saw_made_right_before() {
        JobKinds kinds = kinds(new Seen().job("pbkdf2", 10, 90).job("scrypt", 20, 80));

        assertThat(kinds.of(crypto(10.004))).contains("pbkdf2");
        assertThat(kinds.of(crypto(20.01))).contains("scrypt");
        assertThat(kinds.of(crypto(60))).as("far from both").contains("crypto");
    }

    @Test
    void what_is_submitted_while_a_sentinel_is_is_no_work_of_the_program() {
        JobKinds kinds = kinds(new Seen().sentinel(10, 10.03, 1).sentinelUnderWay(15, 19));

        assertThat(kinds.of(crypto(9.998))).as("before").contains("crypto");
        assertThat(kinds.of(crypto(10))).isEmpty();
        assertThat(kinds.of(crypto(10.03))).isEmpty();
        assertThat(kinds.of(crypto(10.04))).as("behind").contains("crypto");
        assertThat(kinds.of(crypto(18.9))).as("a call that took long").isEmpty();
    }

    @Test
    void a_job_right_behind_a_sentinel_is_the_programs() {
        JobKinds kinds = kinds(new Seen().sentinel(10, 10.03, 1).job("scrypt", 10.2, 90));

        assertThat(kinds.of(crypto(10.201))).contains("scrypt");
    }

    @Test
    void of_other_threads_the_observer_knows_nothing() {
        JobKinds kinds = kinds(new Seen().sentinel(10, 10.03, 1).job("pbkdf2", 20, 90));

        assertThat(kinds.of(request("crypto", Seen.PID + 1, at(10.01)))).contains("crypto");
        assertThat(kinds.of(request("crypto", Seen.PID + 1, at(20.01)))).contains("crypto");
    }

    @Test
    void where_all_is_of_one_kind_what_was_not_seen_is_of_it_too() {
        JobKinds kinds = kinds(new Seen().job("pbkdf2", 10, 90));

        assertThat(kinds.of(crypto(600))).contains("pbkdf2");
        assertThat(
                        kinds(new Seen().hooking(Hooking.GIVEN_UP).job("pbkdf2", 10, 90))
                                .of(crypto(600)))
                .as("others may not have been seen")
                .contains("crypto");
    }

    @Test
    void other_words_of_nodes_are_kinds_by_themselves() {
        JobKinds kinds = kinds(new Seen());

        assertThat(kinds.of(request("zlib", Seen.PID, at(1)))).contains("zlib");
        assertThat(kinds.of(request("fs.readfile", Seen.PID, at(1)))).contains("fs");
        assertThat(kinds.of(request("node_api", Seen.PID, at(1)))).contains("node_api");
        assertThat(JobKinds.name("lookup")).isEqualTo("dns.lookup");
    }

    private static PoolJob.Request crypto(double millis) {
        return request("crypto", Seen.PID, at(millis));
    }

    private static PoolJob.Request request(String word, long thread, long submittedNanos) {
        return new PoolJob.Request(word, thread, submittedNanos, PoolJob.AFTER, 0, false);
    }

    private static long at(double millis) {
        return Seen.ORIGIN_NANOS + Math.round(millis * MS);
    }

    private static JobKinds kinds(Seen seen) {
        return new JobKinds(seen.installation(), List.of(seen.answer()));
    }
}
