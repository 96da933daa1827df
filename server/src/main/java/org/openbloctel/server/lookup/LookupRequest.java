package org.openbloctel.server.lookup;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;

/** The parts of a request's head that look-ups need, read in one pass over its fields. */
final class LookupRequest {
    private final String method;
    private final String path;
    private final boolean query;
    private final long length;
    private String mediaType = "";
    private boolean coded;
    private @Nullable String authorization;
    private @Nullable String language;
    private @Nullable String accept;

    LookupRequest(Request request) {
        HttpURI uri = request.getHttpURI();
        this.method = request.getMethod();
        this.path = String.valueOf(uri.getPath());
        this.query = uri.getQuery() != null;
        this.length = request.getLength();
        for (HttpField field : request.getHeaders()) {
            HttpHeader name = field.getHeader();
            if (name != null) {
                field(name, field.getValue());
            }
        }
    }

    private void field(HttpHeader name, String value) {
        switch (name) {
            // Two keys are none: which one is meant is not for us to guess.
            case AUTHORIZATION -> authorization = authorization == null ? value : "";
            case ACCEPT_LANGUAGE -> language = value;
            case ACCEPT -> accept = value;
            case CONTENT_TYPE -> mediaType = mediaType(value);
            case TRANSFER_ENCODING -> coded = true;
            default -> {}
        }
    }

    /** Without its parameters. */
    private static String mediaType(String value) {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** Refuses what is asked for nowhere here, and a body of unknown length. */
    void requireKnownPath(Set<String> paths) {
        if (!paths.contains(path)) {
            throw new RefusedException(new RequestRefusal.NotFound());
        }
        if (coded) {
            throw new RefusedException(new RequestRefusal.Unreadable());
        }
    }

    /** Refuses another type than JSON and, for a dialer, a form; a query, since numbers never stand in an address; and a body too long. */
    void requireReadableBody(int maxBytes) {
        if (!mediaType.equals("application/json") && !(isDial() && isForm())) {
            throw new RefusedException(new RequestRefusal.WrongMediaType());
        }
        if (query) {
            throw new RefusedException(new RequestRefusal.UnreadableField("?"));
        }
        if (length > maxBytes) {
            throw new RefusedException(new RequestRefusal.TooLarge());
        }
        if (length < 0) {
            throw new RefusedException(new RequestRefusal.Unreadable());
        }
    }

    /** The other end, or whom a trusted proxy names: the last address in its header that is no trusted proxy itself. */
    static String client(Request request, Set<String> proxies) {
        String peer = Request.getRemoteAddr(request);
        if (!proxies.contains(peer)) {
            return peer;
        }
        List<String> forwarded = request.getHeaders().getCSV(HttpHeader.X_FORWARDED_FOR, false);
        for (String address : forwarded.reversed()) {
            if (!proxies.contains(address)) {
                return address;
            }
        }
        return peer;
    }

    boolean isDial() {
        return path.equals(Dials.PATH);
    }

    boolean isForm() {
        return mediaType.equals("application/x-www-form-urlencoded");
    }

    String method() {
        return method;
    }

    /** The address without its query. */
    String path() {
        return path;
    }

    /** The body's length; -1 when none is given. */
    int length() {
        return Math.toIntExact(length);
    }

    @Nullable
    String authorization() {
        return authorization;
    }

    @Nullable
    String language() {
        return language;
    }

    @Nullable
    String accept() {
        return accept;
    }
}
