package dev.loopbench.cli.listing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.loopbench.cli.wording.OptionNames;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockType;
import dev.loopbench.reports.json.JsonLayout;
import dev.loopbench.reports.json.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A listing as a JSON document. Stateless. */
public final class ListingJson {

    private static final String SCHEMA = "loopbench.workloads/1";

    private record Document(String schema, List<Workload> workloads, List<Block> blocks) {}

    private record Workload(String name, String summary, List<Setting> parameters) {

        static Workload of(WorkloadType type) {
            return new Workload(
                    type.name(),
                    type.summary(),
                    type.parameters().stream().map(Setting::of).toList());
        }
    }

    /**
     * @param defaultText in the units of the command line; null where there is no default
     */
    private record Setting(
            String name,
            String kind,
            @JsonProperty("default") @Nullable String defaultText,
            List<String> choices,
            String description) {

        static Setting of(Parameter parameter) {
            return new Setting(
                    parameter.name(),
                    parameter.kind().name().toLowerCase(Locale.ROOT),
                    parameter.defaultText().isEmpty() ? null : parameter.defaultText(),
                    parameter.choices(),
                    parameter.description().text(OptionNames::option));
        }
    }

    /**
     * @param unit of {@code --block-work}; null where time is the measure
     */
    private record Block(String name, String summary, @Nullable String unit) {

        static Block of(BlockType type) {
            return new Block(type.name(), type.summary(), type.unit().orElse(null));
        }
    }

    private ListingJson() {}

    public static String document(Listing listing) {
        Document document =
                new Document(
                        SCHEMA,
                        listing.workloads().stream().map(Workload::of).toList(),
                        listing.blocks().stream().map(Block::of).toList());
        return JsonText.of(document, new JsonLayout(Set.of(), Set.of("parameters", "blocks")));
    }
}
