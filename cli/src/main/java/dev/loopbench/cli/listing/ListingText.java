package dev.loopbench.cli.listing;

import dev.loopbench.cli.wording.OptionNames;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockType;
import dev.loopbench.reports.text.Line;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.TextStyle;
import dev.loopbench.reports.text.Tone;
import java.util.List;
import java.util.stream.Stream;

/** A listing as people read it. Immutable. No line is wider than the style's columns. */
public final class ListingText {

    private static final int INDENT = 2;
    private static final int GAP = 2;

    /** With less room beside its option, a description stands below it. */
    private static final int DESCRIPTION_CELLS_MIN = 24;

    private static final int BELOW_INDENT = 6;

    private static final String NO_DEFAULT = "–";

    private final TextStyle style;

    public ListingText(TextStyle style) {
        this.style = style;
    }

    public String of(Listing listing) {
        Page page = new Page(style);
        List<Parameter> parameters =
                listing.workloads().stream().flatMap(type -> type.parameters().stream()).toList();
        Layout layout = Layout.of(parameters, page.columns());
        for (WorkloadType type : listing.workloads()) {
            page.gap();
            workload(type, layout, page);
        }
        if (!listing.blocks().isEmpty()) {
            page.gap();
            blocks(listing.blocks(), page);
        }
        if (!parameters.isEmpty()) {
            page.gap();
            values(parameters, page);
        }
        return page.render();
    }

    /**
     * Where the columns of the parameters begin.
     *
     * @param beside whether descriptions have room there, else they stand below
     */
    private record Layout(int defaultColumn, int descriptionColumn, boolean beside) {

        static Layout of(List<Parameter> parameters, int columns) {
            int options = parameters.stream().mapToInt(p -> option(p).length()).max().orElse(0);
            int defaults =
                    parameters.stream().mapToInt(p -> defaultText(p).length()).max().orElse(0);
            int defaultColumn = INDENT + options + GAP;
            int descriptionColumn = defaultColumn + defaults + GAP;
            return new Layout(
                    defaultColumn,
                    descriptionColumn,
                    columns - descriptionColumn >= DESCRIPTION_CELLS_MIN);
        }
    }

    private static void workload(WorkloadType type, Layout layout, Page page) {
        page.prose(
                page.line(Tone.STRONG, type.name()).add(" ".repeat(GAP)),
                page.line(type.summary()));
        for (Parameter parameter : type.parameters()) {
            Line head =
                    page.line()
                            .padTo(INDENT)
                            .add(Tone.NOTE, OptionNames.option(parameter.name()))
                            .add(Tone.FAINT, value(parameter.kind()))
                            .padTo(layout.defaultColumn)
                            .add(defaultText(parameter));
            if (layout.beside) {
                head.padTo(layout.descriptionColumn);
            } else {
                page.add(head);
                head = page.line().padTo(BELOW_INDENT);
            }
            page.prose(head, page.line(description(parameter)));
        }
    }

    private static void blocks(List<BlockType> blocks, Page page) {
        page.prose(
                page.line(Tone.STRONG, "--block-with").add(" ".repeat(GAP)),
                page.line("what can hold the loop beside any workload"));
        int summaryColumn =
                INDENT + blocks.stream().mapToInt(b -> b.name().length()).max().orElse(0) + GAP;
        for (BlockType block : blocks) {
            page.prose(
                    page.line().padTo(INDENT).add(Tone.NOTE, block.name()).padTo(summaryColumn),
                    page.line(
                            block.summary()
                                    + block.unit().map(unit -> "; size in " + unit).orElse("")));
        }
    }

    /** What the values of these parameters look like. */
    private static void values(List<Parameter> parameters, Page page) {
        List<Line> items =
                Stream.of(Parameter.Kind.values())
                        .filter(kind -> parameters.stream().anyMatch(p -> p.kind() == kind))
                        .filter(kind -> kind != Parameter.Kind.FLAG)
                        .filter(kind -> kind != Parameter.Kind.LIST)
                        .map(kind -> page.line(value(kind).strip() + meaning(kind)))
                        .toList();
        if (!items.isEmpty()) {
            page.items(page.line(Tone.FAINT, "values").add(" ".repeat(GAP)), items);
        }
    }

    private static String option(Parameter parameter) {
        return OptionNames.option(parameter.name()) + value(parameter.kind());
    }

    private static String defaultText(Parameter parameter) {
        if (parameter.kind() == Parameter.Kind.FLAG) {
            return parameter.defaultText().equals("true") ? "on" : "off";
        }
        return parameter.defaultText().isEmpty() ? NO_DEFAULT : parameter.defaultText();
    }

    private static String description(Parameter parameter) {
        String description = parameter.description().text(OptionNames::option);
        if (parameter.choices().isEmpty()) {
            return description;
        }
        String choices = String.join(", ", parameter.choices());
        return description
                + (parameter.kind() == Parameter.Kind.CHOICE ? ": " + choices : "; or " + choices);
    }

    /** What stands for the value behind the option's name. */
    private static String value(Parameter.Kind kind) {
        return switch (kind) {
            case COUNT -> " N";
            case BYTES -> " BYTES";
            case DURATION -> " D";
            case RATE -> " R";
            case CHOICE -> " WORD";
            case FLAG -> "";
            case TEXT, LIST -> " TEXT";
            case PATH -> " PATH";
        };
    }

    private static String meaning(Parameter.Kind kind) {
        return switch (kind) {
            case COUNT -> ": a whole number from 1 on";
            case BYTES -> ": a size such as 512B, 64KiB or 1.5MB";
            case DURATION -> ": a time such as 250us, 20ms or 1.5s";
            case RATE -> ": a number of events a second, such as 50/s";
            case CHOICE -> ": one of those named";
            case FLAG -> "";
            case TEXT, LIST -> ": any text";
            case PATH -> ": a file or a folder";
        };
    }
}
