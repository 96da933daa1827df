package org.openbloctel.server.calls.dossier;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.DossierRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.calls.dossier.DossierPeriod.DossierForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.FileDownload;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /pro/dossier}: the company's dossier of a period, as a ZIP. */
@Controller
record DossierPages(Dossiers dossiers, Dossiers.Sources sources, RateLimits limits) {
    private static final String PAGE = "dossier/dossier";

    @Access(MEMBER)
    @GetMapping("/pro/dossier")
    String page(Model model) {
        LocalDate today = sources.today();
        model.addAttribute(
                "form", new DossierForm(today.minusYears(1).plusDays(1).toString(), today.toString()));
        return PAGE;
    }

    @Access(MEMBER)
    @PostMapping("/pro/dossier")
    @Nullable
    String download(SignedIn.Member who, SentForm<DossierForm> sent, Locale locale, HttpServletResponse response)
            throws IOException {
        Dossiers.Dossier dossier;
        try {
            DossierPeriod period = DossierPeriod.of(sent.form(), sources.today());
            limits.check(RateLimits.Shared.DOSSIERS, who.company().toString());
            dossier = dossiers.read(who, period, locale);
        } catch (RefusedException refused) {
            switch (refused.refusal()) {
                case DossierRefusal.UnreadableDay day -> sent.refuse(refused, day.field());
                case DossierRefusal period -> sent.refuse(refused, "from");
                default -> sent.refuse(refused);
            }
            return PAGE;
        }
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, FileDownload.disposition(dossiers.fileName(dossier)));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        dossiers.write(dossier, response.getOutputStream());
        return null;
    }
}
