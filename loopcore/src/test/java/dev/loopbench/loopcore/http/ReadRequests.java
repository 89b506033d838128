package dev.loopbench.loopcore.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a {@link RequestParser} makes of pieces, as lines of text. */
final class ReadRequests {

    private ReadRequests() {}

    static List<String> from(HttpLimits limits, List<ByteBuffer> pieces) {
        RequestParser parser = new RequestParser(limits);
        List<String> events = new ArrayList<>();
        for (ByteBuffer piece : pieces) {
            while (piece.hasRemaining()) {
                switch (parser.parse(piece)) {
                    case MORE -> {}
                    case CONTINUE -> events.add("continue");
                    case REQUEST -> events.add(line(parser));
                    case REFUSED -> {
                        events.add("refused " + parser.refusal().code());
                        return events;
                    }
                }
            }
        }
        events.add(parser.isBetweenRequests() ? "between" : "within");
        return events;
    }

    static List<String> from(String text) {
        return from(HttpLimits.DEFAULT, Pieces.whole(text));
    }

    private static String line(RequestParser parser) {
        HttpRequest request = parser.request();
        return request.method()
                + " "
                + request.path()
                + (parser.isPersistent() ? "" : " last")
                + (parser.isOldVersion() ? " old" : "");
    }
}
