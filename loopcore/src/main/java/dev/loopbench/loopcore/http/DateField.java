package dev.loopbench.loopcore.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * The Date field (RFC 9110 section 6.6.1), made once for each second. Confined to the loop thread.
 */
final class DateField {

    /** IMF-fixdate: unlike RFC 1123's, its day always has two digits. */
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("'Date: 'EEE, dd MMM uuuu HH:mm:ss 'GMT\r\n'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final int SECOND_MILLIS = 1000;

    private final InstantSource wallClock;
    private byte[] line = {};
    private long expiresMillis;

    DateField(InstantSource wallClock) {
        this.wallClock = wallClock;
    }

    /**
     * @param nowMillis the loop's, which tells cheaply when the second is over
     */
    byte[] line(long nowMillis) {
        if (line.length == 0 || nowMillis - expiresMillis >= 0) {
            Instant now = wallClock.instant();
            line = FORMAT.format(now).getBytes(StandardCharsets.US_ASCII);
            expiresMillis = nowMillis + SECOND_MILLIS - now.get(ChronoField.MILLI_OF_SECOND);
        }
        return line;
    }
}
