package dev.loopbench.loopcore.http;

/** Answers GET and HEAD requests of one path. Called on the loop thread. */
@FunctionalInterface
public interface HttpHandler {

    /** The answer; to HEAD its body is left out. What this throws is answered with 500. */
    HttpResponse handle(HttpRequest request);

    /** Gives everyone the same. */
    static HttpHandler fixed(HttpResponse response) {
        return request -> response;
    }
}
