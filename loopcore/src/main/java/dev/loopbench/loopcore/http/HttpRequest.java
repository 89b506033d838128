package dev.loopbench.loopcore.http;

/**
 * The line a request begins with. Immutable.
 *
 * @param method as sent: methods are case-sensitive
 * @param target as sent
 * @param path of the target, without query: what handlers are found by
 */
public record HttpRequest(String method, String target, String path) {

    boolean isHead() {
        return method.equals("HEAD");
    }

    boolean isGet() {
        return method.equals("GET");
    }
}
