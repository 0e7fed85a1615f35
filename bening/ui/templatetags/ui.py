"""Tags and filters of the interface kit: `{% load ui %}`. `bening/ui/README.md` lists them all."""

from django import template

from bening.ui.tags import blocks, forms, icons, numbers, parts, scores

register = template.Library()

for module in (icons, numbers, scores, parts, blocks, forms):
    register.tags.update(module.register.tags)
    register.filters.update(module.register.filters)
