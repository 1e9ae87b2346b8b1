package dev.reelay.worker.outside;

import java.net.URI;
import java.util.Map;

/**
 * One call with a small body and a small answer. Holds credentials in its headers, so it never prints them.
 *
 * @param body empty for none
 * @param paid whether the call must not be lost to a connection that the other side had closed already: it gets a new one
 */
public record OutgoingCall(
        String method,
        URI url,
        Map<String, String> headers,
        Body body,
        CallLimits limits,
        SendWindow window,
        boolean paid) {

    /** A call without a body. */
    public static OutgoingCall of(String method, URI url, Map<String, String> headers, CallLimits limits) {
        return new OutgoingCall(method, url, headers, Body.NONE, limits, SendWindow.ALWAYS, false);
    }

    /** The same call with a body, whose type stands in the headers. */
    public OutgoingCall with(byte[] bytes) {
        return new OutgoingCall(method, url, headers, new Body(bytes), limits, window, paid);
    }

    /** The same call on a connection of its own, leaving only while the window is open. */
    public OutgoingCall paid(SendWindow until) {
        return new OutgoingCall(method, url, headers, body, limits, until, true);
    }

    @Override
    public String toString() {
        return method + " " + url.getScheme() + "://" + url.getAuthority() + url.getRawPath();
    }
}
