package dev.loopbench.loopcore.workload;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Words for users in which parameters stand by name. What a parameter is called where the user sets
 * it, such as {@code --key-length}, says whoever shows the sentence. Immutable.
 *
 * @param form as {@link String#format} has it; where there are no parts, as it stands
 * @param parts of the form: a {@link Parameter} or {@link Name} stands for what it is called, a
 *     sentence for its own words
 */
public record Sentence(String form, List<Object> parts) {

    /** A parameter of which no more is at hand. */
    public record Name(String name) {}

    public Sentence {
        parts = List.copyOf(parts);
    }

    public static Sentence of(String form, Object... parts) {
        return new Sentence(form, List.of(parts));
    }

    /**
     * @param naming by the name of a parameter, what it is called
     */
    public String text(UnaryOperator<String> naming) {
        return parts.isEmpty()
                ? form
                : form.formatted(parts.stream().map(part -> shown(part, naming)).toArray());
    }

    /** With the bare names. */
    @Override
    public String toString() {
        return text(UnaryOperator.identity());
    }

    private static Object shown(Object part, UnaryOperator<String> naming) {
        if (part instanceof Parameter parameter) {
            return naming.apply(parameter.name());
        }
        if (part instanceof Name parameter) {
            return naming.apply(parameter.name());
        }
        return part instanceof Sentence sentence ? sentence.text(naming) : part;
    }
}
