package org.openbloctel.server.authority.inspection;

import static org.openbloctel.server.platform.access.SignedIn.Rank.HEAD;

import java.util.List;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The entries of the audit trail that are the authority's, whole, for the heads of inspectors. The operator's people see no details. */
@Controller
record JournalPages(AuditTrail trail, JournalShown shown) {
    private static final String PATH = "/inspection/journal";
    private static final int PAGE = 50;

    @Access(inspector = HEAD)
    @GetMapping(PATH)
    String journal(SignedIn.Inspector who, @RequestParam(name = "avant", defaultValue = "0") long before, Model model) {
        List<AuditEntry.Recorded> found = trail.reserved(before > 0 ? before : Long.MAX_VALUE, PAGE + 1);
        List<AuditEntry.Recorded> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        model.addAttribute("entries", shown.lines(SearchPages.inspector(who), page));
        model.addAttribute(
                "older", found.size() > PAGE ? PATH + "?avant=" + page.getLast().seq() : null);
        model.addAttribute("newest", before > 0 ? PATH : null);
        return "inspection/journal";
    }
}
