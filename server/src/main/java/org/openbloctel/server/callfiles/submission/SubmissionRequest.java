package org.openbloctel.server.callfiles.submission;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.CompanyNumber;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.number.Placeholders;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.ApiRequest;
import org.springframework.stereotype.Component;

/** Reads what a program says of a file beside the file itself. Thread-safe. */
@Component
record SubmissionRequest(Mandates mandates, Companies companies, InstantSource clock) {
    /** What says how a file is to be read, in alphabetical order. */
    static final List<String> LAYOUT = List.of("blank", "column", "encoding", "header", "quotes", "separator", "sheet");

    /** What a file is submitted with, in alphabetical order. */
    static final List<String> SUBMISSION = Stream.concat(
                    LAYOUT.stream(), Stream.of("campaign", "filename", "for", "via"))
            .sorted()
            .toList();

    private static final int MAX_TEXTS = 50;
    private static final int MAX_LENGTH = 500;

    /** Where values come from: the query, or the metadata of an upload. */
    interface Values {
        /** All values of this name. */
        List<String> all(String name);

        /** The value of this name. */
        default Optional<String> one(String name) {
            List<String> all = all(name);
            if (all.size() > 1 || (all.size() == 1 && all.getFirst().length() > MAX_LENGTH)) {
                throw ApiRequest.unreadable(name);
            }
            return all.stream().findFirst().map(String::strip).filter(value -> !value.isEmpty());
        }
    }

    /** Of the address alone: the container would read a body that calls itself a form, and files often do. */
    static Values query(HttpServletRequest request) {
        Map<String, List<String>> values = new HashMap<>();
        String query = request.getQueryString();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                values.computeIfAbsent(ApiRequest.decoded(name), any -> new ArrayList<>())
                        .add(equals < 0 ? "" : ApiRequest.decoded(pair.substring(equals + 1)));
            }
        }
        return name -> values.getOrDefault(name, List.of());
    }

    /** Who sends what for whom. */
    Sent sent(SignedIn.Key key, Values values, HttpServletRequest request) {
        String name = values.one("filename").orElseThrow(() -> ApiRequest.unreadable("filename"));
        UUID principal = values.one("for").map(whom -> principal(key, whom)).orElse(key.company());
        return new Sent(
                key.company(),
                principal,
                key.actor(),
                name,
                layout(values),
                ApiRequest.idempotencyKey(request),
                campaign(values),
                channel(values));
    }

    /** What is named, if anything. An empty value is a script's mistake, and would be a question about the list alone. */
    private static Optional<String> campaign(Values values) {
        Optional<String> campaign = values.one("campaign");
        if (campaign.isEmpty() && !values.all("campaign").isEmpty()) {
            throw ApiRequest.unreadable("campaign");
        }
        return campaign;
    }

    /** By HTTP, unless {@code bloctel watch} says that it found the file in its folder. */
    private static Sent.Channel channel(Values values) {
        return switch (values.one("via").orElse("")) {
            case "", "api" -> Sent.Channel.API;
            case "watch" -> Sent.Channel.WATCH;
            default -> throw ApiRequest.unreadable("via");
        };
    }

    /** By id or SIREN. Whether a company has an account is told only to whom it has given a mandate. */
    private UUID principal(SignedIn.Key key, String whom) {
        if (whom.equals(key.company().toString())) {
            return key.company();
        }
        Optional<UUID> found = mandates.principals(key.company(), clock.instant()).stream()
                .filter(one -> one.id().toString().equals(whom) || one.siren().equals(whom.replace(" ", "")))
                .map(Mandate.Principal::id)
                .findFirst();
        return found.or(() -> Optional.of(key.company()).filter(own -> isSirenOf(own, whom)))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.NoMandate()));
    }

    private boolean isSirenOf(UUID company, String whom) {
        CompanyNumber number = companies.get(company).number();
        return number.siren().equals(whom.replace(" ", ""));
    }

    /** The layout that the request states; the rest is detected. */
    static LayoutOptions layout(Values values) {
        LayoutOptions layout = new LayoutOptions(
                texts(values, "column"),
                values.one("separator").map(SubmissionRequest::separator),
                values.one("encoding")
                        .map(name -> Encoding.of(name).orElseThrow(() -> ApiRequest.unreadable("encoding"))),
                flag(values, "header"),
                flag(values, "quotes"),
                sheet(values));
        return Placeholders.usualAnd(texts(values, "blank"))
                .map(layout::withPlaceholders)
                .orElseThrow(() -> ApiRequest.unreadable("blank"));
    }

    private static List<String> texts(Values values, String name) {
        List<String> all = values.all(name);
        if (all.size() > MAX_TEXTS
                || all.stream().anyMatch(c -> c.isBlank() || c.length() > MAX_LENGTH || c.indexOf(0) >= 0)) {
            throw ApiRequest.unreadable(name);
        }
        return all;
    }

    private static Optional<String> sheet(Values values) {
        Optional<String> sheet = values.one("sheet");
        if (sheet.isPresent() && sheet.get().indexOf(0) >= 0) {
            throw ApiRequest.unreadable("sheet");
        }
        return sheet;
    }

    private static Character separator(String name) {
        return switch (name) {
            case "tab" -> '\t';
            case ";", ",", "|" -> name.charAt(0);
            case "semicolon" -> ';';
            case "comma" -> ',';
            case "pipe" -> '|';
            default -> throw ApiRequest.unreadable("separator");
        };
    }

    private static Optional<Boolean> flag(Values values, String name) {
        return values.one(name).map(value -> switch (value) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw ApiRequest.unreadable(name);
        });
    }
}
