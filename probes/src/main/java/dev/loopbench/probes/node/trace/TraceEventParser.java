package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.node.trace.TraceEvent.Category;
import dev.loopbench.probes.node.trace.TraceEvent.Mark;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one event of a trace after the other. Confined to its caller.
 *
 * <p>Ids may be numbers or texts, as Chrome and Node have had them.
 */
public final class TraceEventParser {

    private static final long NANOS_PER_MICRO = 1_000;

    /** Some centuries; more is no instant of a process. */
    private static final double MAX_MICROS = 4e15;

    /** Names beyond these are all one: Node has a few dozen. */
    private static final int MAX_NAMES = 256;

    private static final String OTHER = "other work";
    private static final String METADATA = "M";
    private static final String ENVIRONMENT = "Environment";
    private static final int HEX = 16;

    /** The same text for the same name. */
    private final Map<String, String> names = new HashMap<>();

    private final Map<String, Optional<Category>> categories = new HashMap<>();

    // Of the event that was read last.
    private String category = "";
    private String name = "";
    private String phase = "";
    private long processId;
    private long threadId;
    private long workId;
    private @Nullable Double atMicros;
    private double durationMicros;
    private int result;
    private @Nullable String text;
    private @Nullable String platform;
    private @Nullable String arch;
    private @Nullable String script;

    /**
     * The parser stands at the beginning of an object, and at its end afterwards.
     *
     * @throws TraceFormatException if that is no event
     */
    public void read(JsonParser parser) throws TraceFormatException {
        category = "";
        name = "";
        phase = "";
        processId = 0;
        threadId = 0;
        workId = 0;
        atMicros = null;
        durationMicros = 0;
        result = 0;
        text = null;
        platform = null;
        arch = null;
        script = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "cat" -> category = text(value, parser);
                case "name" -> name = text(value, parser);
                case "ph" -> phase = text(value, parser);
                case "pid" -> processId = id(value, parser);
                case "tid" -> threadId = id(value, parser);
                case "id" -> workId = id(value, parser);
                case "id2" -> workId = innerId(value, parser);
                case "ts" -> atMicros = micros(key, value, parser);
                case "dur" -> durationMicros = micros(key, value, parser);
                case "args" -> arguments(value, parser);
                default -> parser.skipChildren();
            }
        }
        if (phase.isEmpty()) {
            throw fault("an event has a \"ph\"", parser);
        }
    }

    /** Of the event that was read last. */
    public long processId() {
        return processId;
    }

    /** The event that was read last, if it bears on loop or pool, or says what the process is. */
    public void addTo(NodeRecording recording) {
        if (phase.equals(METADATA)) {
            metadata(recording);
            return;
        }
        Optional<Category> about = about();
        Optional<Mark> mark = Mark.of(phase);
        Double at = atMicros;
        String ran = script;
        if (ran != null && name.equals(ENVIRONMENT)) {
            recording.script(ran);
        }
        if (about.isPresent() && mark.isPresent() && at != null) {
            recording.add(
                    new TraceEvent(
                            about.get(),
                            mark.get(),
                            known(name),
                            threadId,
                            workId,
                            nanos(at),
                            nanos(durationMicros),
                            result));
        }
    }

    private Optional<Category> about() {
        Optional<Category> known = categories.get(category);
        if (known == null) {
            known = Category.of(category);
            if (categories.size() < MAX_NAMES) {
                categories.put(category, known);
            }
        }
        return known;
    }

    private String known(String name) {
        String known = names.get(name);
        if (known == null) {
            if (names.size() >= MAX_NAMES) {
                return OTHER;
            }
            names.put(name, name);
            known = name;
        }
        return known;
    }

    private static long nanos(double micros) {
        return Math.round(micros * NANOS_PER_MICRO);
    }

    private void metadata(NodeRecording recording) {
        String about = text;
        switch (name) {
            case "thread_name" -> {
                if (about != null) {
                    recording.thread(threadId, about);
                }
            }
            case "version" -> {
                if (about != null) {
                    recording.version(about.startsWith("v") ? about.substring(1) : about);
                }
            }
            case "node" -> recording.machine(platform, arch);
            default -> {}
        }
    }

    private void arguments(JsonToken value, JsonParser parser) {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken inner = parser.nextToken();
            switch (key) {
                case "result" -> {
                    if (inner == JsonToken.VALUE_NUMBER_INT) {
                        double told = parser.getDoubleValue();
                        result = (int) Math.max(-1e6, Math.min(1e6, told));
                    } else {
                        parser.skipChildren();
                    }
                }
                case "name", "node" -> text = textOrNull(inner, parser);
                case "process" -> process(inner, parser);
                case "args" -> commandLine(inner, parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void process(JsonToken value, JsonParser parser) {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken inner = parser.nextToken();
            switch (key) {
                case "platform" -> platform = textOrNull(inner, parser);
                case "arch" -> arch = textOrNull(inner, parser);
                default -> parser.skipChildren();
            }
        }
    }

    /** Of an environment of Node: the program, the script and what it was given. */
    private void commandLine(JsonToken value, JsonParser parser) {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean given = parser.currentName().equals("args");
            if (parser.nextToken() != JsonToken.START_ARRAY || !given) {
                parser.skipChildren();
                continue;
            }
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                String word = textOrNull(Objects.requireNonNull(parser.currentToken()), parser);
                script = i == 1 ? word : script;
            }
        }
    }

    private static @Nullable String textOrNull(JsonToken value, JsonParser parser) {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        parser.skipChildren();
        return null;
    }

    private static String text(JsonToken value, JsonParser parser) {
        String text = textOrNull(value, parser);
        return text == null ? "" : text;
    }

    private static double micros(String key, JsonToken value, JsonParser parser)
            throws TraceFormatException {
        double micros = Double.NaN;
        if (value.isNumeric()) {
            micros = parser.getDoubleValue();
        } else if (value == JsonToken.VALUE_STRING) {
            try {
                micros = Double.parseDouble(parser.getString());
            } catch (NumberFormatException none) {
                micros = Double.NaN;
            }
        }
        if (!(micros >= 0 && micros <= MAX_MICROS)) {
            throw fault(
                    "\"" + key + "\" is a number of microseconds from 0 to some centuries", parser);
        }
        return micros;
    }

    private static long id(JsonToken value, JsonParser parser) {
        if (value == JsonToken.VALUE_STRING) {
            return id(parser.getString());
        }
        if (value == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        if (value.isScalarValue()) {
            return id(parser.getString());
        }
        parser.skipChildren();
        return 0;
    }

    /** A number, in hexadecimals or not; of other texts something that tells them apart. */
    private static long id(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        try {
            return lower.startsWith("0x")
                    ? Long.parseUnsignedLong(lower.substring(2), HEX)
                    : Long.parseLong(lower);
        } catch (NumberFormatException none) {
            long hash = 0xcbf29ce484222325L; // FNV-1a, of 64 bits
            for (int i = 0; i < lower.length(); i++) {
                hash = (hash ^ lower.charAt(i)) * 0x100000001b3L;
            }
            return hash;
        }
    }

    private static long innerId(JsonToken value, JsonParser parser) {
        if (value != JsonToken.START_OBJECT) {
            return id(value, parser);
        }
        long id = 0;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            id = id(parser.nextToken(), parser);
        }
        return id;
    }

    /** That {@code rule} does not hold where the parser stands. */
    public static TraceFormatException fault(String rule, JsonParser parser) {
        return new TraceFormatException(
                "this is no trace: "
                        + rule
                        + " (line "
                        + parser.currentTokenLocation().getLineNr()
                        + ", column "
                        + parser.currentTokenLocation().getColumnNr()
                        + ")");
    }
}
