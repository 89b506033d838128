package dev.loopbench.cli.node;

import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.probes.node.trace.NodeRecording;
import dev.loopbench.probes.node.trace.NodeRecording.Cut;
import dev.loopbench.probes.node.trace.TraceEventParser;
import dev.loopbench.probes.node.trace.TraceFormatException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads trace events of Node processes, as {@code node --trace-event-categories} writes them: an
 * object with {@code traceEvents}, or the array alone. Confined to its caller.
 *
 * <p>The end may be missing, as a process that is killed leaves it. What is read is not kept as it
 * stands, so that a file of any length takes bounded room.
 *
 * @see <a href="https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU">
 *     Trace Event Format</a>
 */
public final class NodeTraceReader {

    /** A report begins with its schema, a trace with its events or some lines about them. */
    private static final int LOOK_BYTES = 65_536;

    /** More processes in one file were never seen, and each takes room. */
    private static final int MAX_PROCESSES = 64;

    /** A word that was cut may show so many characters before the end. */
    private static final int TOKEN_LENGTH = 16;

    private static final String EVENTS = "traceEvents";

    private final Map<Long, NodeRecording> recordings = new LinkedHashMap<>();
    private final TraceEventParser events = new TraceEventParser();

    /** Events that all of them keep. */
    private long kept;

    private NodeTraceReader() {}

    /**
     * Whether that is what {@code in} seems to hold; nothing of it is read then.
     *
     * @param in supports marks
     */
    public static boolean isTrace(InputStream in) throws IOException {
        in.mark(LOOK_BYTES);
        byte[] head = in.readNBytes(LOOK_BYTES);
        in.reset();
        try (JsonParser parser =
                parser(new StringReader(new String(head, StandardCharsets.UTF_8)))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return parser.currentToken() == JsonToken.START_ARRAY;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                if (key.equals("schema") || key.equals(EVENTS)) {
                    return key.equals(EVENTS);
                }
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (JacksonException unreadable) {
            return false;
        }
        return false;
    }

    /**
     * Reads to the end of {@code in}; does not close it.
     *
     * @return what each process recorded, at least one
     * @throws UnreadableDocumentException if it is no trace of a Node process
     */
    public static Collection<NodeRecording> read(InputStream in)
            throws UnreadableDocumentException, IOException {
        NodeTraceReader reader = new NodeTraceReader();
        CountedReader counted =
                new CountedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try (JsonParser parser = parser(counted)) {
            reader.documents(parser);
        } catch (TraceFormatException none) {
            throw new UnreadableDocumentException(String.valueOf(none.getMessage()));
        } catch (JacksonException broken) {
            if (!isCut(broken, counted)) {
                throw new UnreadableDocumentException(
                        "this is not JSON: " + firstLine(broken) + at(broken));
            }
            reader.recordings.values().forEach(recording -> recording.cut(Cut.END_MISSING));
        }
        return reader.whole();
    }

    /** It does not keep keys, of which there may be any number. */
    private static JsonParser parser(Reader in) {
        return JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build()
                .createParser(ObjectReadContext.empty(), in);
    }

    private Collection<NodeRecording> whole() throws UnreadableDocumentException {
        recordings.values().removeIf(recording -> recording.events() == 0);
        if (recordings.isEmpty()) {
            throw new UnreadableDocumentException(
                    "this trace has no event of a Node process's pool or loop: record it with"
                            + " --trace-event-categories node.threadpoolwork,node.fs.async,"
                            + "node.dns.native,node.environment,v8");
        }
        for (NodeRecording recording : recordings.values()) {
            if (recording.isCrowded()) {
                throw new UnreadableDocumentException(
                        "process "
                                + recording.processId()
                                + " has more workers than a pool of Node can have, "
                                + NodeRecording.MAX_WORKERS);
            }
        }
        return recordings.values();
    }

    /** More than one where files were put together. */
    private void documents(JsonParser parser)
            throws UnreadableDocumentException, TraceFormatException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                if (!events(parser)) {
                    return;
                }
            } else if (token != JsonToken.START_OBJECT) {
                throw new UnreadableDocumentException("this is no trace: it is one value");
            } else if (!document(parser)) {
                return;
            }
        }
    }

    private boolean document(JsonParser parser)
            throws UnreadableDocumentException, TraceFormatException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean holdsEvents = parser.currentName().equals(EVENTS);
            JsonToken value = parser.nextToken();
            if (!holdsEvents) {
                parser.skipChildren();
            } else if (value != JsonToken.START_ARRAY) {
                throw new UnreadableDocumentException("\"" + EVENTS + "\" is not a list");
            } else if (!events(parser)) {
                return false;
            }
        }
        return true;
    }

    /** False where there is no room for more. */
    private boolean events(JsonParser parser)
            throws UnreadableDocumentException, TraceFormatException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw TraceEventParser.fault("an event is an object", parser);
            }
            events.read(parser);
            long processId = events.processId();
            NodeRecording recording = recordings.get(processId);
            if (recording == null) {
                if (recordings.size() == MAX_PROCESSES) {
                    throw new UnreadableDocumentException(
                            "this trace has events of more than " + MAX_PROCESSES + " processes");
                }
                recording = new NodeRecording(processId);
                recordings.put(processId, recording);
            }
            kept -= recording.kept();
            events.addTo(recording);
            kept += recording.kept();
            if (kept >= NodeRecording.MAX_EVENTS) {
                recordings.values().forEach(own -> own.cut(Cut.FULL));
                return false;
            }
        }
        return true;
    }

    /** Whether nothing is wrong but that the rest is missing. */
    private static boolean isCut(JacksonException broken, CountedReader counted)
            throws IOException {
        if (broken instanceof UnexpectedEndOfInputException) {
            return true;
        }
        return broken.getLocation() != null
                && counted.isOver()
                && broken.getLocation().getCharOffset() >= counted.count() - TOKEN_LENGTH;
    }

    private static String at(JacksonException broken) {
        return broken.getLocation() == null
                ? ""
                : " (line "
                        + broken.getLocation().getLineNr()
                        + ", column "
                        + broken.getLocation().getColumnNr()
                        + ")";
    }

    private static String firstLine(JacksonException broken) {
        return String.valueOf(broken.getOriginalMessage()).lines().findFirst().orElse("unreadable");
    }

    /** How much was read. */
    private static final class CountedReader extends FilterReader {

        private long count;

        CountedReader(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] characters, int offset, int length) throws IOException {
            int read = super.read(characters, offset, length);
            count += Math.max(0, read);
            return read;
        }

        long count() {
            return count;
        }

        boolean isOver() throws IOException {
            return super.read() < 0;
        }
    }
}
