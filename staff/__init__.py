"""The office's own staff, level by level: counts of posts on one day, movements and plans; nobody is named."""
