package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the user names in place of temporary files. Stateless. */
final class NamedPath {

    private NamedPath() {}

    /**
     * What has a meaning beside it.
     *
     * @param named the parameter that names it
     * @param ownOnly parameters of the temporary files
     */
    static SortedMap<String, String> shown(
            ParameterValues values, Parameter named, List<Parameter> ownOnly) {
        SortedMap<String, String> shown = new TreeMap<>(values.asText());
        if (values.path(named.name()).isPresent()) {
            ownOnly.forEach(parameter -> shown.remove(parameter.name()));
        } else {
            shown.remove(named.name());
        }
        return shown;
    }
}
