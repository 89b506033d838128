package dev.loopbench.probes.node.live;

import dev.loopbench.probes.inspector.CpuProfile;
import dev.loopbench.probes.result.Loop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Synchronous calls that samples found the loop in, however short each was. Stateless. */
final class SampledCalls {

    private record Place(String call, String label) {}

    private static final long SAMPLE_NANOS = NodeObservation.SAMPLE_EVERY.toNanos();

    private SampledCalls() {}

    /** Null where nobody took samples. */
    static @Nullable List<Loop.SampledCall> of(Sighting sighting, BuiltIns builtIns) {
        CpuProfile profile = sighting.profile();
        if (profile == null) {
            return null;
        }
        Map<Place, Loop.SampledCall> calls = new LinkedHashMap<>();
        Place before = null;
        long beforeNanos = 0;
        int first = profile.firstFrom(sighting.span().fromNanos());
        for (int i = first; i < profile.samples(); i++) {
            long at = profile.instantNanos(i);
            if (at > sighting.span().toNanos()) {
                break;
            }
            Place place = place(profile, i, builtIns);
            if (place != null) {
                // Where a sample was late, what the call took up to it is not known.
                boolean goes = place.equals(before) && at - beforeNanos < 2 * SAMPLE_NANOS;
                calls.merge(
                        place,
                        new Loop.SampledCall(place.call, place.label, goes ? 0 : 1, SAMPLE_NANOS),
                        Loop.SampledCall::plus);
            }
            before = place;
            beforeNanos = at;
        }
        return calls.values().stream()
                .sorted(Loop.SampledCall.byMostTime())
                .limit(Loop.MAX_HOLDS)
                .toList();
    }

    private static @Nullable Place place(CpuProfile profile, int sample, BuiltIns builtIns) {
        Optional<String> call = builtIns.of(profile, sample);
        return call.isEmpty()
                ? null
                : profile.userFrame(sample)
                        .map(user -> new Place(call.get(), HeldStretches.label(user)))
                        .orElse(null);
    }
}
