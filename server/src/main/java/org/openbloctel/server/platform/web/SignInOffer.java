package org.openbloctel.server.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in that the page of a refusal offers, to go on with a form whose session was over.
 *
 * @param signIn where the reader signs in
 * @param input {@code typed}, {@code file} or {@code nothing}: what becomes of what they sent
 */
record SignInOffer(String signIn, String input) {
    private static final String ATTRIBUTE = SignInOffer.class.getName();

    /** The offer on this request, if there is one. */
    static @Nullable SignInOffer of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof SignInOffer offer ? offer : null;
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
