package dev.loopbench.reports.json;

import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.util.Instantiatable;

/**
 * Lays a document out for people and for {@code diff}: two spaces a level, but one line for each of
 * the many small things, so that {@code grep} finds a job as a whole.
 *
 * <p>Confined to the thread that writes one document.
 */
public final class JsonLayout implements PrettyPrinter, Instantiatable<JsonLayout> {

    private final Set<String> flat;
    private final Set<String> flatElements;
    private int level;
    private int flatLevel;

    /**
     * @param flat keys whose values are written on one line
     * @param flatElements keys of lists whose elements are written on one line each
     */
    public JsonLayout(Set<String> flat, Set<String> flatElements) {
        this.flat = Set.copyOf(flat);
        this.flatElements = Set.copyOf(flatElements);
    }

    @Override
    public JsonLayout createInstance() {
        return new JsonLayout(flat, flatElements);
    }

    @Override
    public void writeStartObject(JsonGenerator out) {
        start(out, '{');
    }

    @Override
    public void writeStartArray(JsonGenerator out) {
        start(out, '[');
    }

    @Override
    public void beforeObjectEntries(JsonGenerator out) {
        breakLine(out);
    }

    @Override
    public void beforeArrayValues(JsonGenerator out) {
        breakLine(out);
    }

    @Override
    public void writeObjectNameValueSeparator(JsonGenerator out) {
        out.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) {
        separate(out);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) {
        separate(out);
    }

    @Override
    public void writeEndObject(JsonGenerator out, int entries) {
        end(out, entries, '}');
    }

    @Override
    public void writeEndArray(JsonGenerator out, int values) {
        end(out, values, ']');
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator out) {
        out.writeRaw('\n');
    }

    private void start(JsonGenerator out, char bracket) {
        out.writeRaw(bracket);
        if (flatLevel > 0 || isFlat(out.streamWriteContext())) {
            flatLevel++;
        } else {
            level++;
        }
    }

    private void separate(JsonGenerator out) {
        out.writeRaw(flatLevel > 0 ? ", " : ",");
        breakLine(out);
    }

    private void end(JsonGenerator out, int size, char bracket) {
        if (flatLevel > 0) {
            flatLevel--;
        } else {
            level--;
            if (size > 0) {
                breakLine(out);
            }
        }
        out.writeRaw(bracket);
    }

    private void breakLine(JsonGenerator out) {
        if (flatLevel == 0) {
            out.writeRaw('\n');
            out.writeRaw("  ".repeat(level));
        }
    }

    private boolean isFlat(TokenStreamContext started) {
        TokenStreamContext owner = started.getParent();
        if (owner.inObject()) {
            return flat.contains(owner.currentName());
        }
        return owner.inArray()
                && owner.getParent().inObject()
                && flatElements.contains(owner.getParent().currentName());
    }
}
