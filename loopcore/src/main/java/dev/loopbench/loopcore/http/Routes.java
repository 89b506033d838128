package dev.loopbench.loopcore.http;

import java.util.Map;

/** Finds the answer to a request. Confined to the loop thread. */
final class Routes {

    private static final HttpResponse NOT_FOUND = HttpResponse.bare(HttpStatus.NOT_FOUND);
    private static final HttpResponse METHOD_NOT_ALLOWED = HttpResponse.methodNotAllowed();

    private final Map<String, HttpHandler> handlers;

    Routes(Map<String, HttpHandler> handlers) {
        this.handlers = Map.copyOf(handlers);
    }

    HttpResponse answer(HttpRequest request) {
        HttpHandler handler = handlers.get(request.path());
        if (handler == null) {
            return NOT_FOUND;
        }
        return request.isGet() || request.isHead() ? handler.handle(request) : METHOD_NOT_ALLOWED;
    }
}
