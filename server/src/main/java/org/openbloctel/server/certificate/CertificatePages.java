package org.openbloctel.server.certificate;

import static org.openbloctel.server.web.Access.Caller.ANYONE;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Regime;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.certificate.Certificates;
import org.openbloctel.registry.refusal.CertificateRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.RefusalProse;
import org.openbloctel.server.web.SentForm;
import org.openbloctel.server.web.WrittenDates;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Verifies a certificate for its holder: by its number, as the QR code of its PDF has it, or in its signed form. Says
 * whether it is authentic, whether it is still good for a call, and whether a file is one that it speaks of.
 */
@Controller
final class CertificatePages {
    private static final Pattern NUMBER =
            Pattern.compile("(?i).*?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/?");
    private static final Pattern DIGEST = Pattern.compile("(?:sha256:)?([0-9a-f]{64})");
    private static final String FORM = "certificate/verify";

    private final Certificates certificates;
    private final InstantSource clock;
    private final RefusalProse prose;
    private final LawBook law;

    CertificatePages(Certificates certificates, InstantSource clock, RefusalProse prose, LawBook law) {
        this.certificates = certificates;
        this.clock = clock;
        this.prose = prose;
        this.law = law;
    }

    /**
     * What is to be verified.
     *
     * @param certificate its number, the address of its page, its signed form, or the API's answer that holds it
     * @param digest the SHA-256 of a file; may be empty
     */
    record Asked(String certificate, String digest) {
        Asked {
            certificate = certificate == null ? "" : certificate.strip();
            digest = digest == null ? "" : digest.strip().toLowerCase(Locale.ROOT);
        }
    }

    @Access(ANYONE)
    @GetMapping("/verifier")
    String form(@ModelAttribute("asked") Asked asked) {
        return FORM;
    }

    @Access(ANYONE)
    @PostMapping("/verifier")
    String verify(@SentForm.Named("asked") SentForm<Asked> sent) {
        Asked form = sent.form();
        Matcher digest = DIGEST.matcher(form.digest());
        String suffix = digest.matches() ? "?empreinte=" + digest.group(1) : "";
        if (!form.digest().isEmpty() && suffix.isEmpty()) {
            prose.reject(sent.errors(), "digest", new CertificateRefusal.UnreadableDigest());
            return FORM;
        }
        Matcher number = NUMBER.matcher(form.certificate());
        if (number.matches()) {
            return "redirect:/verifier/" + number.group(1).toLowerCase(Locale.ROOT) + suffix;
        }
        Optional<String> manifest = certificates.manifest(form.certificate());
        if (manifest.isPresent()) {
            sent.model().addAttribute("a", ArchiveView.of(manifest.get(), digest.matches() ? digest.group(1) : ""));
            return "certificate/archive";
        }
        switch (certificates.verify(form.certificate())) {
            case Certificates.Verification.Authentic authentic -> {
                return "redirect:/verifier/" + authentic.issued().id() + suffix;
            }
            case Certificates.Verification.Forgotten forgotten ->
                prose.reject(sent.errors(), "certificate", new CertificateRefusal.ForgottenCertificate());
            case Certificates.Verification.NotOurs notOurs ->
                prose.reject(sent.errors(), "certificate", new CertificateRefusal.NotAuthentic());
            case Certificates.Verification.Unreadable unreadable ->
                prose.reject(sent.errors(), "certificate", new CertificateRefusal.UnreadableCertificate());
        }
        return FORM;
    }

    @Access(ANYONE)
    @GetMapping("/verifier/{number}")
    ModelAndView certificate(
            @PathVariable("number") String number,
            @RequestParam(name = "empreinte", defaultValue = "") String digest,
            Locale locale) {
        Optional<Certificates.Issued> issued = find(number);
        ModelAndView page = new ModelAndView("certificate/verified");
        if (issued.isEmpty()) {
            page.setStatus(HttpStatus.NOT_FOUND);
            return page;
        }
        CertificateView view = CertificateView.of(issued.get(), locale, law);
        page.addObject("c", view);
        page.addObject("changed", changed(view, locale));
        page.addObject("expired", issued.get().expired(clock.instant()));
        page.addObject("jws", issued.get().jws());
        Matcher wanted = DIGEST.matcher(digest.strip().toLowerCase(Locale.ROOT));
        if (wanted.matches()) {
            page.addObject("digest", wanted.group(1));
            page.addObject("match", match(view, wanted.group(1)));
        }
        return page;
    }

    /** The regime of today, if it is another one than the certificate's: its check is as old as it says, its law is over. */
    private @Nullable Changed changed(CertificateView view, Locale locale) {
        Regime today = law.regimeOn(LegalCalendar.today(clock));
        if (today == null || today.code().equals(view.law().regime().code())) {
            return null;
        }
        boolean french = locale.getLanguage().equals("fr");
        return new Changed(french ? today.name().fr() : today.name().en(), new WrittenDates(locale).day(today.from()));
    }

    /** A regime that has begun since a check: its name and its first day. */
    record Changed(String regime, String since) {}

    /** The kind of the file with this digest, or nothing. */
    private static String match(CertificateView view, String digest) {
        if (view.input().digest().equals(digest)) {
            return view.input().kind();
        }
        return view.outputs().stream()
                .filter(output -> output.digest().equals(digest))
                .map(CertificateView.File::kind)
                .findFirst()
                .orElse("");
    }

    private Optional<Certificates.Issued> find(String number) {
        try {
            return Optional.of(certificates.find(UUID.fromString(number)));
        } catch (RefusedException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
