package dev.loopbench.reports.json;

import tools.jackson.core.JacksonException;

/** Where in a document something went wrong, as people write it: {@code loop.phases[2].share}. */
final class JsonPath {

    private JsonPath() {}

    static String of(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
