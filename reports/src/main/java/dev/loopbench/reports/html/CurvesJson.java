package dev.loopbench.reports.html;

import com.fasterxml.jackson.annotation.JsonFormat;
import tools.jackson.databind.json.JsonMapper;

/** Curves as the page's program reads them. Stateless. */
final class CurvesJson {

    private CurvesJson() {}

    /** In a script element: no markup. */
    static String of(Curves curves) {
        JsonMapper mapper =
                JsonMapper.builder()
                        .addMixIn(PercentileCurve.Point.class, Pair.class)
                        .addMixIn(TailCurve.Point.class, Pair.class)
                        .build();
        return Escape.json(mapper.writeValueAsString(curves));
    }

    /** A curve has a hundred points: two keys each would be most of it. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    private interface Pair {}
}
