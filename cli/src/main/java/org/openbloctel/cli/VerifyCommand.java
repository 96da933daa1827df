package org.openbloctel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** {@code bloctel verify}: whether a certificate is authentic, still good, and of this very file. */
final class VerifyCommand extends Command {
    private static final Set<String> SCOPES = Set.of("list", "law");

    private final Terminal terminal;
    private final Messages messages;

    VerifyCommand(Terminal terminal, Messages messages) {
        super(
                "verify",
                "CERTIFICATE",
                OptionSpec.optional("server", "URL"),
                OptionSpec.optional("keys", "JWKS"),
                OptionSpec.optional("file", "FILE"),
                OptionSpec.optional("at", "DATE"));
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        if (arguments.has("server") == arguments.has("keys")) {
            throw new Failure(ExitCode.USAGE, "error.usage.verify");
        }
        Instant at = arguments.value("at").map(VerifyCommand::noon).orElseGet(terminal.clock()::instant);
        String name = arguments.rest().get(0);
        byte[] shown = name.equals("-") ? terminal.in().readAllBytes() : Files.readAllBytes(Path.of(name));
        Certificate certificate = Certificate.verified(Certificate.signedForm(shown, name), keys(arguments));
        show(certificate.content());
        Optional<String> file = arguments.value("file");
        if (file.isPresent()) {
            compare(certificate, file.get());
        }
        if (!at.isBefore(certificate.expiresAt())) {
            throw new Failure(
                    ExitCode.LIST,
                    "error.certificate.expired",
                    LocalDate.parse(certificate.content().get("validUntil").need()));
        }
        if (at.isBefore(
                Instant.parse(certificate.content().get("issuedAt").need()).minusSeconds(86_400))) {
            throw new Failure(ExitCode.LIST, "error.certificate.early");
        }
        terminal.out().println(messages.get("verify.authentic"));
        return ExitCode.DONE;
    }

    private static Instant noon(String date) {
        try {
            return LocalDate.parse(date)
                    .atTime(12, 0)
                    .atZone(ZoneId.of("Europe/Paris"))
                    .toInstant();
        } catch (DateTimeException e) {
            throw Arguments.wrong("at", date);
        }
    }

    private Json keys(Arguments arguments) throws IOException {
        if (arguments.has("server")) {
            return Remote.open(arguments, messages).get("/.well-known/jwks.json");
        }
        String file = arguments.required("keys");
        try {
            return Json.read(Files.readString(Path.of(file)));
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.INPUT, "error.certificate.keys", file);
        }
    }

    private void show(Json content) {
        line("verify.id", content.get("id").need());
        line(
                "verify.issuer",
                content.get("issuer").get("name").need() + ", "
                        + content.get("issuer").get("url").need());
        line("verify.principal", party(content.get("principal")));
        if (!content.get("principal")
                .toString()
                .equals(content.get("submittedBy").toString())) {
            line("verify.submitted-by", party(content.get("submittedBy")));
        }
        line(
                "verify.issued",
                messages.date(Instant.parse(content.get("issuedAt").need())));
        line(
                "verify.until",
                messages.date(LocalDate.parse(content.get("validUntil").need())));
        Json list = content.get("list");
        line(
                "verify.list-used",
                messages.get(
                        "verify.list.text",
                        list.get("revision").number(0),
                        list.get("digest").need()));
        lines(content);
        Json law = content.get("law");
        line("verify.law", law.get("text").get(messages.french() ? "fr" : "en").need());
    }

    /** Since format 2 a certificate names the scope of its check: the list alone, or the law for a campaign. */
    private void lines(Json content) {
        Json counts = content.get("counts");
        String scope = content.get("scope").text().filter(SCOPES::contains).orElse("");
        if (!scope.isEmpty()) {
            line("verify.scope", messages.get("verify.scope." + scope));
        }
        line(
                "verify.lines",
                messages.get(
                        scope.isEmpty() ? "verify.lines.text" : "verify.lines." + scope,
                        messages.number(counts.get("rows").number(0)),
                        messages.number(Summaries.notForbidden(counts)),
                        messages.number(counts.get("opposed").number(0)),
                        messages.number(counts.get("unchecked").number(0)),
                        messages.number(counts.get("forbidden").number(0))));
    }

    private static String party(Json party) {
        return party.get("name").need() + ", SIREN " + party.get("siren").need();
    }

    private void line(String key, String value) {
        String label = messages.get(key);
        PrintStream out = terminal.out();
        // A command that names a company or a file needs nothing from the terminal.
        out.println(label + " ".repeat(Math.max(1, 14 - label.length())) + value.replaceAll("\\p{Cntrl}", "?"));
    }

    private void compare(Certificate certificate, String file) throws IOException {
        Optional<String> kind = certificate.kindOf(sha256(Path.of(file)));
        if (kind.isEmpty()) {
            throw new Failure(ExitCode.LIST, "error.certificate.other-file", file);
        }
        line("verify.compared", file + ": " + messages.get("verify.kind." + kind.get()));
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
