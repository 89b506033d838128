package dev.loopbench.probes.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class CpuProfileTest {

    private static final String NODES =
            """
            [{"id":1,"callFrame":{"functionName":"(root)","url":"","lineNumber":-1},"children":[2,3,7]},
             {"id":2,"callFrame":{"functionName":"(idle)","url":"","lineNumber":-1}},
             {"id":3,"callFrame":{"functionName":"parserOnIncoming","url":"node:_http_server","lineNumber":99},"children":[4]},
             {"id":4,"callFrame":{"functionName":"","url":"file:///app/server.mjs","lineNumber":11},"children":[5]},
             {"id":5,"callFrame":{"functionName":"pbkdf2Sync","url":"node:internal/crypto","lineNumber":60},"children":[6]},
             {"id":6,"callFrame":{"functionName":"run","url":"","lineNumber":-1}},
             {"id":7,"callFrame":{"functionName":"(garbage collector)","url":"","lineNumber":-1}}]
            """;

    private static final Frame HANDLER = new Frame("", "file:///app/server.mjs", 12, 0);

    @Test
    void samples_have_instants_on_the_processs_clock() throws InspectorException {
        CpuProfile profile = profile("[2,6,6]", "[1000,5000,5100]");

        assertThat(profile.samples()).isEqualTo(3);
        assertThat(profile.startNanos()).isEqualTo(7_000_000_000L);
        assertThat(profile.endNanos()).isEqualTo(7_020_000_000L);
        assertThat(profile.instantNanos(0)).isEqualTo(7_001_000_000L);
        assertThat(profile.instantNanos(2)).isEqualTo(7_011_100_000L);
    }

    @Test
    void a_stack_begins_with_its_leaf_and_leaves_the_root_out() throws InspectorException {
        CpuProfile profile = profile("[6]", "[0]");

        assertThat(profile.stack(0))
                .extracting(Frame::function)
                .containsExactly("run", "pbkdf2Sync", "", "parserOnIncoming");
        assertThat(profile.leaf(0).function()).isEqualTo("run");
    }

    @Test
    void the_user_frame_is_the_innermost_of_the_program() throws InspectorException {
        CpuProfile profile = profile("[6,3,2]", "[0,1,1]");

        assertThat(profile.userFrame(0)).contains(HANDLER);
        assertThat(profile.userFrame(1)).isEmpty();
        assertThat(profile.userFrame(2)).isEmpty();
    }

    @Test
    void what_v8_puts_in_the_place_of_a_stack_is_known() throws InspectorException {
        CpuProfile profile = profile("[2,7]", "[0,1]");

        assertThat(profile.leaf(0).isIdle()).isTrue();
        assertThat(profile.leaf(1).isGarbageCollector()).isTrue();
    }

    @Test
    void samples_written_late_stand_in_their_place() throws InspectorException {
        CpuProfile profile = profile("[2,6,3]", "[100,200,-150]");

        assertThat(profile.leaf(1).function()).isEqualTo("parserOnIncoming");
        assertThat(profile.instantNanos(1)).isEqualTo(7_000_150_000L);
        assertThat(profile.leaf(2).function()).isEqualTo("run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"nodes\":[],\"samples\":[1],\"timeDeltas\":[1]}",
                "{\"nodes\":[{\"id\":1,\"children\":[1]}],\"samples\":[],\"timeDeltas\":[]}",
                "{\"nodes\":[{\"id\":1}],\"samples\":[1],\"timeDeltas\":[]}"
            })
    void what_is_no_profile_is_refused(String json) {
        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> CpuProfile.of(new JsonMapper().readTree(json)))
                .withMessageStartingWith("the process sent a profile ");
    }

    private static CpuProfile profile(String samples, String deltas) throws InspectorException {
        String json =
                "{\"nodes\":%s,\"startTime\":7000000,\"endTime\":7020000,\"samples\":%s,\"timeDeltas\":%s}"
                        .formatted(NODES, samples, deltas);
        return CpuProfile.of(new JsonMapper().readTree(json));
    }
}
