package dev.loopbench.probes.sourcemap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A source map of version 3 (ECMA-426), with or without sections. Immutable.
 *
 * <p>Each part is in force from where it begins to where the next one does: a map without sections
 * is one part that begins at the first character.
 */
public final class SourceMap {

    private static final int VERSION = 3;

    /** Sections have no sections (ECMA-426); more of them would only cost stack. */
    private static final int MAX_DEPTH = 2;

    /** What is read of the document: contents of sources, which are most of it, are passed over. */
    private record Document(
            int version,
            @Nullable String sourceRoot,
            @Nullable List<@Nullable String> sources,
            @Nullable List<String> names,
            @Nullable String mappings,
            @Nullable List<@Nullable Section> sections) {}

    private record Section(@Nullable Offset offset, @Nullable Document map) {}

    private record Offset(int line, int column) {}

    private record Part(
            Offset begin, Mappings mappings, List<@Nullable String> sources, List<String> names) {}

    private final List<Part> parts;

    private SourceMap(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * @param json the document
     * @throws SourceMapException if it is none
     */
    public static SourceMap of(String json) throws SourceMapException {
        try {
            List<Part> parts = new ArrayList<>();
            addParts(
                    JsonMapper.shared().readValue(json, Document.class),
                    new Offset(0, 0),
                    parts,
                    MAX_DEPTH);
            return new SourceMap(parts);
        } catch (JacksonException broken) {
            throw new SourceMapException("the source map cannot be read", broken);
        }
    }

    private static void addParts(
            @Nullable Document document, Offset begin, List<Part> parts, int depth)
            throws SourceMapException {
        if (document == null || document.version != VERSION || depth == 0) {
            throw new SourceMapException("it is no source map of version " + VERSION);
        }
        if (document.sections != null) {
            for (Section section : document.sections) {
                if (section == null || section.offset == null) {
                    throw new SourceMapException("a section of the source map has no place");
                }
                addParts(section.map, section.offset, parts, depth - 1);
            }
            return;
        }
        if (document.mappings == null) {
            throw new SourceMapException("the source map has no mappings");
        }
        String root = document.sourceRoot == null ? "" : document.sourceRoot;
        String before = root.isEmpty() || root.endsWith("/") ? root : root + "/";
        List<@Nullable String> sources = new ArrayList<>();
        if (document.sources != null) {
            for (String source : document.sources) {
                sources.add(source == null ? null : before + source);
            }
        }
        parts.add(
                new Part(
                        begin,
                        Mappings.of(document.mappings),
                        sources,
                        document.names == null ? List.of() : document.names));
    }

    /**
     * What a character of the generated file was made of.
     *
     * @param line from 1, as is {@code column}
     * @return empty where it was made of nothing; the source as the map names it, behind its root
     */
    public Optional<Position> original(int line, int column) {
        Part part = part(line - 1, column - 1);
        Mappings.Segment segment = part == null ? null : segment(part, line - 1, column - 1);
        if (part == null
                || segment == null
                || segment.source() == Mappings.NONE
                || segment.source() >= part.sources.size()) {
            return Optional.empty();
        }
        String source = part.sources.get(segment.source());
        return source == null
                ? Optional.empty()
                : Optional.of(
                        new Position(
                                source,
                                segment.line() + 1,
                                segment.sourceColumn() + 1,
                                name(part, segment)));
    }

    /**
     * What stood where the name does that begins at this character.
     *
     * @param line from 1, as is {@code column}
     * @return empty where the map does not tell of it: what lies around is another name's
     */
    public Optional<String> name(int line, int column) {
        Part part = part(line - 1, column - 1);
        Mappings.Segment segment = part == null ? null : segment(part, line - 1, column - 1);
        return part == null
                        || segment == null
                        || segment.column() != column - 1 - shift(part, line - 1)
                ? Optional.empty()
                : Optional.ofNullable(name(part, segment));
    }

    private @Nullable Part part(int line, int column) {
        Part last = null;
        for (Part part : parts) {
            if (line > part.begin.line
                    || (line == part.begin.line && column >= part.begin.column)) {
                last = part;
            }
        }
        return last;
    }

    private static Mappings.@Nullable Segment segment(Part part, int line, int column) {
        return part.mappings.at(line - part.begin.line, column - shift(part, line));
    }

    /** The first line of a part begins where the part does. */
    private static int shift(Part part, int line) {
        return line == part.begin.line ? part.begin.column : 0;
    }

    private static @Nullable String name(Part part, Mappings.Segment segment) {
        int name = segment.name();
        return name == Mappings.NONE || name >= part.names.size() ? null : part.names.get(name);
    }
}
