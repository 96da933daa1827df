package org.openbloctel.acceptance.faults;

import java.net.http.HttpResponse;
import java.util.Map;
import org.openbloctel.server.app.Visitor;

/** A consumer with a browser, who puts a number on the list by the link in a mail, and takes it off again. For one thread. */
final class Registrant {
    /** The template of the mail with the link. */
    static final String MAIL = "consumer/confirm";

    private static final int UNAVAILABLE = 503;

    private final Visitor visitor;

    Registrant(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Becomes another person with an address of their own. */
    void forget(int serial) {
        visitor.cookies().getCookieStore().removeAll();
        moveTo(serial);
    }

    /** Comes from a network of their own. */
    void moveTo(int serial) {
        // As the balancer sends it: limits apply to an address, and to its /24.
        visitor.with("X-Forwarded-For", "10." + serial / 250 % 250 + "." + serial % 250 + ".1");
    }

    HttpResponse<String> ask(String number, String email) {
        return sent("/inscription", Map.of("number", number, "email", email), visitor.get("/inscription"));
    }

    HttpResponse<String> confirm(String token) {
        return sent("/confirmer", Map.of("jeton", token), visitor.get("/confirmer?jeton=" + token));
    }

    /** Whether the answer to {@link #confirm} says that the number is on the list. */
    static boolean isListed(HttpResponse<String> answer) {
        return way(answer).startsWith("/espace/numeros/");
    }

    /** The page on which the number is taken off again. */
    static String numberPage(HttpResponse<String> confirmed) {
        return way(confirmed) + "/retrait";
    }

    HttpResponse<String> withdraw(String page) {
        return sent(page, Map.of(), visitor.get(page));
    }

    /** Sends the form of a page, unless the page itself could not be made: it has no form then. */
    private HttpResponse<String> sent(String path, Map<String, String> fields, HttpResponse<String> page) {
        return page.statusCode() == UNAVAILABLE ? page : visitor.post(path, fields);
    }

    /** Whether the answer to {@link #withdraw} says that the number is off the list. */
    static boolean hasLeft(HttpResponse<String> answer) {
        return way(answer).equals("/espace");
    }

    /** Where an answer leads, without the server's address. */
    static String way(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }
}
