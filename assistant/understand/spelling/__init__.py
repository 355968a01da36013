"""Words put right before they are read: by sound, by look, by pinyin, English words by their letters."""
