package org.openbloctel.server.platform.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.registry.platform.outbox.Outbox;

/** All mails of the server, written by its own writer with made-up parameters. */
public final class EveryMail {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates/mail");
    private static final String INSTANT = "2026-12-24T13:05:00Z";
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("renewal", "TACIT"),
            Map.entry("number", "06 39 98 00 01"),
            Map.entry("registrationNumber", "482 109 375 514"),
            Map.entry("registeredAt", INSTANT),
            Map.entry("effectiveOn", "2026-12-24"),
            Map.entry("endsOn", "2029-12-24"),
            Map.entry("endedAt", INSTANT),
            Map.entry("at", INSTANT),
            Map.entry("since", INSTANT),
            Map.entry("link", "https://demo.example/confirmer?jeton=a1"),
            Map.entry("campaign", "Rentrée"),
            Map.entry("company", "Appels & Cie"),
            Map.entry("principal", "Fenêtres du Nord"),
            Map.entry("agent", "Centre Exemple"),
            Map.entry("token", "a-1_b"),
            Map.entry("realm", "member"),
            Map.entry("span", "DAY"),
            Map.entry("limit", "10000"),
            Map.entry("kind", "SIGNS"),
            Map.entry("figures", "UNASSIGNED 41 %"),
            Map.entry("reason", "Le nom ne va pas avec le SIREN"),
            Map.entry("inviter", "Camille"),
            Map.entry("member", "Lou"),
            Map.entry("keys", "2"),
            Map.entry("act", "key.made"),
            Map.entry("network", "192.0.2.1"),
            Map.entry("whole", "false"),
            Map.entry("beginning", "obl_live_1234"),
            Map.entry("day", "2026-12-24"),
            Map.entry("id", "00000000-0000-0000-0000-000000000001"),
            Map.entry("files", "61"),
            Map.entry("count", "2"),
            Map.entry("references", "C-1, C-2"),
            Map.entry("reference", "portail-0a1b2c3d"),
            Map.entry("goods", "l’entretien de ma chaudière"),
            Map.entry("lines", "12"),
            Map.entry("step", "PROVENANCE"),
            Map.entry("verified", "false"),
            Map.entry("readings", "61"),
            Map.entry("signs", "UNASSIGNED 41, NEIGHBOURS 25"),
            Map.entry("asked", "50000"),
            Map.entry("learnt", "2000"),
            Map.entry("name", "Téléphone"),
            Map.entry("email", "lou@example.org"),
            Map.entry("host", "crm.example.org"),
            Map.entry("description", ""),
            Map.entry("article", "Code de la consommation, L.223-1"),
            Map.entry("path", "/pro/campagnes"));

    private EveryMail() {}

    /** Each mail's HTML in a language, by the name of its template. */
    public static Map<String, String> written(MailWriter writer, Locale locale) {
        Map<String, String> mails = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TEMPLATES, 2)) {
            List<String> templates = files.map(
                            file -> TEMPLATES.relativize(file).toString())
                    .filter(file -> file.contains("/") && file.endsWith(".html") && !file.endsWith("frame.html"))
                    .map(file -> file.replace(".html", ""))
                    .toList();
            for (String template : templates) {
                Outbox.Message message =
                        new Outbox.Message("camille@example.org", locale, template, parameters(template));
                Mail mail = writer.write(Letters.taken(UUID.randomUUID(), message));
                mails.put(template, mail.subject() + "\n" + Objects.requireNonNullElse(mail.html(), mail.text()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mails;
    }

    /** Some mails say a day where others say an hour. */
    private static Map<String, String> parameters(String template) {
        Map<String, String> parameters = new HashMap<>(PARAMETERS);
        boolean day = template.startsWith("campaign/") || template.startsWith("consent/");
        parameters.put("until", day ? "2026-12-24" : INSTANT);
        if (template.equals("complaint/moved")) {
            parameters.putAll(Map.of("state", "CLOSED", "reason", "CORRECTED"));
        }
        if (template.equals("mailbox/report")) {
            parameters.remove("files");
            Map.of("kind", "checked", "name", "a.csv", "id", "1", "rows", "4", "callable", "2", "opposed", "1")
                    .forEach((name, value) -> parameters.put("files.0." + name, value));
            Map.of(
                            "unchecked",
                            "1",
                            "certificate",
                            "C",
                            "again",
                            "no",
                            "notListed",
                            "",
                            "forbidden",
                            "1",
                            "scope",
                            "law")
                    .forEach((name, value) -> parameters.put("files.0." + name, value));
        }
        return parameters;
    }
}
