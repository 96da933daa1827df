package org.openbloctel.server.callfiles.sftp;

import java.time.InstantSource;
import org.openbloctel.registry.accounts.company.SftpKeys;
import org.openbloctel.registry.callfiles.intake.Inbox;
import org.openbloctel.registry.calls.campaign.CampaignFolders;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.springframework.stereotype.Component;

/** What is behind the door. */
@Component
record Parts(
        SftpKeys keys,
        Inbox inbox,
        CampaignFolders campaigns,
        ResultFolders answers,
        RateLimits limits,
        SecurityNotes traces,
        RefusalProse prose,
        InstantSource clock) {}
