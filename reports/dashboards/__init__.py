"""What managers look at: overview, explore, and the pages of one forum, State, meeting or list of panels."""
