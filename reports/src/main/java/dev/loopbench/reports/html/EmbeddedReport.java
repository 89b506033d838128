package dev.loopbench.reports.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * The native report as it lies in a page. Immutable.
 *
 * <p>As it stands where that is short enough to be read and searched, else packed; either way the
 * page gives back the document it was made of, character by character; only half a surrogate pair
 * comes back as its escape.
 *
 * @param type media type of the script element
 * @param text what stands in the element; no markup, whatever the report says
 */
record EmbeddedReport(String type, String text) {

    /** A longer document is packed. */
    static final int MAX_PLAIN_CHARS = 1_000_000;

    static final String PLAIN = "application/json";
    static final String PACKED = "application/gzip";

    static EmbeddedReport of(String json) throws IOException {
        return json.length() <= MAX_PLAIN_CHARS
                ? new EmbeddedReport(PLAIN, Escape.json(json))
                : new EmbeddedReport(PACKED, packed(json));
    }

    private static String packed(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Escape.encodable(json).getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
