package parley.core.conversation;

import parley.core.receipt.Marks;

/// A conversation as one of its members sees it: its head, their membership, and how far they got.
public record Listed(Head head, Membership membership, Marks marks) {}
