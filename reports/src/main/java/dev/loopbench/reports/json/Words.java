package dev.loopbench.reports.json;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** The words that documents have for the constants of a type. Stateless. */
public final class Words {

    private Words() {}

    /** For a mapper; another word is a fault of the document. */
    public static <E extends Enum<E>> JacksonModule of(Class<E> type, Function<E, String> word) {
        return module(type, word, null);
    }

    /** The same, where another word means {@code other}. */
    public static <E extends Enum<E>> JacksonModule of(
            Class<E> type, Function<E, String> word, E other) {
        return module(type, word, other);
    }

    private static <E extends Enum<E>> JacksonModule module(
            Class<E> type, Function<E, String> word, @Nullable E other) {
        return new SimpleModule("words of " + type.getName())
                .addSerializer(type, new Writer<>(type, word))
                .addDeserializer(type, new Reader<>(type, word, other));
    }

    private static final class Writer<E extends Enum<E>> extends StdSerializer<E> {

        private final Function<E, String> word;

        Writer(Class<E> type, Function<E, String> word) {
            super(type);
            this.word = word;
        }

        @Override
        public void serialize(E value, JsonGenerator out, SerializationContext context) {
            out.writeString(word.apply(value));
        }
    }

    private static final class Reader<E extends Enum<E>> extends StdDeserializer<E> {

        private final Class<E> type;
        private final Function<E, String> word;
        private final @Nullable E other;

        Reader(Class<E> type, Function<E, String> word, @Nullable E other) {
            super(type);
            this.type = type;
            this.word = word;
            this.other = other;
        }

        @Override
        public E deserialize(JsonParser in, DeserializationContext context) {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                return context.reportInputMismatch(this, "not text");
            }
            String text = in.getString();
            return constants()
                    .filter(constant -> word.apply(constant).equals(text))
                    .findFirst()
                    .orElseGet(() -> other == null ? refused(text, context) : other);
        }

        private E refused(String text, DeserializationContext context) {
            String all = constants().map(word).collect(Collectors.joining(", "));
            return context.reportInputMismatch(this, "\"%s\", not one of %s", text, all);
        }

        private Stream<E> constants() {
            return Arrays.stream(type.getEnumConstants());
        }
    }
}
